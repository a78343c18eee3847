from datetime import UTC, date, datetime
from decimal import Decimal

import pandas as pd
import pytest
from sqlalchemy import Engine

from ingest.errors import InvalidInput
from ingest.facts import Account, Campaign
from ingest.platform.transport import ApiConnection, Patience, Redactor
from ingest.rates.banks import FxSettings, fetch, update
from ingest.rates.fx import Rate, read_cbr, read_ecb, read_table, save, towards
from ingest.store.store import Store
from tests.ingest.rates import rate_on
from tests.servers.http import Answer, Asked, serve

FRIDAY, SUNDAY = date(2026, 11, 20), date(2026, 11, 22)
ECB = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<Cube><Cube time="2026-11-20"><Cube currency="USD" rate="1.0800"/><Cube currency="GBP" rate="0.8400"/></Cube></Cube>
</gesmes:Envelope>"""
CBR = """<?xml version="1.0" encoding="windows-1251"?><ValCurs Date="20.11.2026" name="Foreign Currency Market">
<Valute ID="R01235"><CharCode>USD</CharCode><Nominal>1</Nominal><Name>Доллар США</Name><Value>81,2500</Value></Valute>
<Valute ID="R01335"><CharCode>KZT</CharCode><Nominal>100</Nominal><Name>Тенге</Name><Value>15,6250</Value></Valute>
</ValCurs>"""


def line() -> ApiConnection:
    patience = Patience(sleep=lambda _seconds: None, attempts=2)
    return ApiConnection(patience=patience, redact=Redactor(), now=lambda: datetime(2026, 11, 22, tzinfo=UTC))


def test_the_weekend_carries_fridays_rate(engine: Engine) -> None:
    with engine.begin() as connection:
        save(connection, towards(read_cbr(CBR), "RUB"))

        assert rate_on(connection, SUNDAY, "USD", "RUB") == Decimal("81.25")
        assert rate_on(connection, SUNDAY, "KZT", "RUB") == Decimal("0.15625")


def test_no_rate_is_none_and_ones_own_currency_is_one(engine: Engine) -> None:
    with engine.begin() as connection:
        save(connection, towards(read_cbr(CBR), "RUB"))

        assert rate_on(connection, date(2026, 11, 19), "USD", "RUB") is None
        assert rate_on(connection, SUNDAY, "JPY", "RUB") is None
        assert rate_on(connection, SUNDAY, "RUB", "RUB") == 1


def test_crosses_go_through_the_pivot() -> None:
    rates = {rate.currency: rate.rate for rate in towards(read_ecb(ECB), "USD")}

    assert rates["EUR"] == Decimal("1.08")
    assert round(rates["GBP"], 9) == round(Decimal("1.08") / Decimal("0.84"), 9)


def test_a_rate_kept_by_hand_outlives_the_banks(engine: Engine) -> None:
    by_hand = read_table("day,currency,base,rate\n2026-11-20,usd,RUB,90\n")
    with engine.begin() as connection:
        save(connection, by_hand)
        save(connection, towards(read_cbr(CBR), "RUB"))

        assert rate_on(connection, FRIDAY, "USD", "RUB") == 90


@pytest.mark.parametrize(
    "table", ["day,currency,rate\n2026-11-20,USD,90\n", "day,currency,base,rate\nlast week,USD,RUB,90\n"]
)
def test_a_table_that_cannot_be_read_says_what_it_needs(table: str) -> None:
    with pytest.raises(InvalidInput, match="day, currency, base and rate"):
        read_table(table)


def test_a_page_instead_of_a_file_is_refused() -> None:
    with pytest.raises(InvalidInput):
        read_ecb("<html></html>")
    with pytest.raises(InvalidInput):
        read_cbr("not xml")


def test_both_banks_are_asked_and_a_silent_one_is_left_out() -> None:
    def respond(asked: Asked) -> Answer:
        if "XML_daily" in asked.path:
            assert asked.query == {"date_req": "20/11/2026"}
            return Answer(status=503, body="maintenance")
        return Answer(body=ECB, headers={"Content-Type": "text/xml; charset=utf-8"})

    with serve(respond) as bank:
        settings = FxSettings(ecb_base_url=bank.base_url, cbr_base_url=bank.base_url)
        rates = fetch(settings, line(), today=FRIDAY, whole_quarter=False)

    assert {rate.base for rate in rates} == {"USD", "GBP"}
    assert rates[0] == Rate(day=FRIDAY, currency="EUR", base="USD", rate=Decimal("1.0800"), source="ecb")


def test_an_update_brings_the_reporting_currency_up_to_date(engine: Engine) -> None:
    with serve(lambda asked: Answer(body=CBR if "XML_daily" in asked.path else ECB)) as bank:
        settings = FxSettings(ecb_base_url=bank.base_url, cbr_base_url=bank.base_url)
        written = [update(engine, settings, line(), base="RUB", today=FRIDAY) for _ in range(2)]

    with engine.connect() as connection:
        assert rate_on(connection, FRIDAY, "USD", "RUB") == Decimal("81.25")
    assert written == [2, 2]
    assert [asked.path.rpartition("/")[2] for asked in bank.asked] == [
        "eurofxref-hist-90d.xml",
        "XML_daily.asp",
        "eurofxref-daily.xml",
        "XML_daily.asp",
    ]


def test_amounts_older_than_the_rates_get_theirs_from_the_bank_that_keeps_them(store: Store) -> None:
    days = (
        '<?xml version="1.0" encoding="windows-1251"?><ValCurs ID="R01235" name="Foreign Currency Market Dynamic">'
        '<Record Date="20.01.2026" Id="R01235"><Nominal>1</Nominal><Value>79,5000</Value></Record></ValCurs>'
    )

    def respond(asked: Asked) -> Answer:
        return Answer(body=days if "dynamic" in asked.path else CBR if "XML_daily" in asked.path else ECB)

    with store.run(source="google", kind="file") as run:
        number = run.account(Account(channel="google_ads", external_id="1", currency="USD"))
        [campaign] = run.campaigns(number, [Campaign(external_id="7")])
        row = {"campaign_id": campaign, "day": date(2026, 1, 22), "slice": "total", "spend": 1_000_000}
        run.facts(pd.DataFrame([row]).astype({"day": "datetime64[s]", "spend": "Int64"}))
    with serve(respond) as bank:
        settings = FxSettings(ecb_base_url=bank.base_url, cbr_base_url=bank.base_url)
        for _ in range(2):
            update(store.engine, settings, line(), base="RUB", today=FRIDAY)

    with store.engine.connect() as connection:
        assert rate_on(connection, date(2026, 1, 22), "USD", "RUB") == Decimal("79.5")
    asked = [one.query for one in bank.asked if "dynamic" in one.path]
    assert asked == [{"date_req1": "08/01/2026", "date_req2": "20/11/2026", "VAL_NM_RQ": "R01235"}]
