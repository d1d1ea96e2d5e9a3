{#-
    Whether a word at a number belongs to a list of seeds/words/meanings.csv: `says('phrase', '{capacity}$|^{single}')` asks
    whether its phrase ends in a word of the list `capacity` or begins with one of `single`. Words are in the seed, grammar is
    in the models. int_statements_worded looks all words up at once, and says which texts can be asked.
-#}
{% macro says(text, asked) -%}
    {%- set path = text.split('.') -%}
    {%- set words = '.'.join(path[:-1] + ['words']) -%}
    (
    {%- for alternative in asked.split('|') -%}
        contains({{ words }}, '{{ alternative.replace('{', path[-1] ~ ':').replace('}', ':') }}')
        {%- if not loop.last %} or {% endif -%}
    {%- endfor -%}
    )
{%- endmacro %}
