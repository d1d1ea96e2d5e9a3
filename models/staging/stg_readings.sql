with

source as (
    {{ admitted('readings') }}
),

-- Raw keeps the values exactly; the models count in doubles.
final as (
    select
        document_id,
        span_start,
        span_end,
        ordinal,
        sentence_start,
        section_start,
        span_text,
        form,
        form_rule,
        number_text,
        cast(value as double) as value,
        cast(value_high as double) as value_high,
        decimals,
        scale,
        unit,
        comparator_before,
        comparator_after,
        phrase,
        phrase_wide,
        phrase_head,
        phrase_position,
        counted_unit,
        is_of_ratio,
        is_change_base,
        context,
        verb_after,
        verb,
        cue_level,
        cue_plan,
        cue_estimate,
        cue_growth,
        cue_share,
        cue_rank,
        cue_gap,
        cue_basis,
        cue_provision,
        reference_text,
        reference_place_code,
        reference_place_name,
        whole_start,
        whole_end,
        time_text,
        time_kind,
        time_start,
        time_end,
        time_rule,
        base_text,
        base_end,
        place_names,
        place_codes,
        place_rule
    from source
)

select * from final
