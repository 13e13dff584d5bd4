"""Named queries: questions that people ask of a graph, with parameters, in SPARQL.

A query is a file of ``queries/``; its head says the question in both languages and the parameters:

    # zh: 某日有效的政策
    # en: policies in force on a day
    # param: day date 2024-01-01 | 日期 | the day
    SELECT … FILTER(?from <= $day)
"""

from kg.cookbook.binding import bound
from kg.cookbook.files import recipe, recipes
from kg.cookbook.recipe import Parameter, Recipe

__all__ = ["Parameter", "Recipe", "bound", "recipe", "recipes"]
