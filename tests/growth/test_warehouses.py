"""The engine's statements in the SQL of three warehouses: compiled by their own dialects, read by their grammars."""

from typing import Final

import pytest
import sqlglot
from sqlalchemy import Dialect
from sqlalchemy.engine import make_url

from tests.tools.test_dialects import SHAPES, there  # noqa: F401 - a fixture
from tests.tools.test_engine import ALL
from tools.engine.calendar_sql import DIALECTS
from tools.engine.compiler import compile_question, compile_total
from tools.engine.engine import MetricEngine
from tools.engine.scope import fitting_slices, scope_of, source_plan
from tools.semantics.question import Question

WAREHOUSES: Final = {
    "clickhousedb": ("clickhousedb://localhost/demetra", "clickhouse"),
    "bigquery": ("bigquery://project/demetra", "bigquery"),
    "snowflake": ("snowflake://user:word@account/demetra", "snowflake"),
}
"""By the name of its SQLAlchemy dialect: an address, and the grammar that reads it."""


@pytest.mark.parametrize("warehouse", WAREHOUSES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_warehouse_can_read_it(there: MetricEngine, shape: str, warehouse: str) -> None:  # noqa: F811
    question = Question.model_validate({"periods": [str(ALL)], **SHAPES[shape]})
    address, grammar = WAREHOUSES[warehouse]
    dialect: Dialect = make_url(address).get_dialect()()
    catalogue = there.catalogue()
    scope = scope_of(question.where, question, catalogue)
    plan = source_plan(question, scope, catalogue, fitting_slices(question, scope)[0], "RUB", foreign=True)

    for compiled in (compile_question, compile_total):
        text = str(compiled(question, plan).compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        (read,) = sqlglot.parse(text, read=grammar)
        assert isinstance(read, sqlglot.exp.Select), text


def test_there_is_an_entry_for_each() -> None:
    assert set(WAREHOUSES) <= set(DIALECTS)
