{#
    What a phrase goes on with belongs to the name of what is measured where the measure asks for it: the growth of a 数量,
    the rank of an 增速, the change of a 占比. `noun_tail_kind` is what seeds/words says of the tail.
#}
{% macro noun_with_its_tail(statements) -%}
case
    when not {{ statements }}.is_fact then cast(null as string)
    when
        case coalesce({{ statements }}.noun_tail_kind, 'unshared')
            when 'always' then true
            when 'changed' then {{ statements }}.is_growth or {{ statements }}.measure = 'rank'
            when 'growth' then {{ statements }}.measure in ('gap', 'growth_points', 'rank')
            else {{ statements }}.measure <> 'share'
        end
        then coalesce({{ statements }}.phrase, '') || coalesce({{ statements }}.noun_tail, '')
    else coalesce({{ statements }}.phrase, '')
end
{%- endmacro %}
