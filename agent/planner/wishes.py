"""Wishes that are no questions: to be told when something comes about, and to change advertising itself."""

import re
from typing import Final

from agent.planner.call import Plan, PlannedCall
from agent.planner.reading import Reading
from ingest.texts import say

_POLITE: Final = (
    r"^\W*(?:(?:please|pls|hey|hi|ok|so|and|just|now|then|can you|could you|would you|will you|can we|let'?s|"
    r"go ahead and|"
    r"i want you to|i'?d like you to|i need you to|пожалуйста|плиз|привет|слушай|а|и|ну|теперь|тогда|можешь|можете|"
    r"сможешь|мог бы ты|прошу|давай|надо|нужно|хочу|ты можешь)\W+)*"
)
_TELL: Final = re.compile(
    _POLITE + r"(?:tell|ping|message|text|e?mail|notify|alert|warn|inform|remind|let|give|shout|buzz|signal|drop|send|"
    r"скажи\w*|сообщи\w*|сообщай\w*|дай\w* знать|маякни\w*|пингани\w*|пингуй|пни|напиши\w*|пиши|шумни|свистни|дерни|"
    r"стукни|сигнал\w*|предупре\w+|уведом\w+|оповест\w+|напомни\w*|пришли\w*|кинь|отпиши\w*|предупреждай)\b"
    r"(?P<between>.{0,30}?)\b(?:if|when|once|whenever|as soon as|the moment|если|когда|как только)\b(?P<tail>.+)",
    re.I | re.S,
)
_TO_SOMEBODY: Final = re.compile(
    r"(?:\W|me|us|him|her|the team|know|a (?:ping|heads?[- ]up|message|line|shout)|an? (?:e-?mail|alert)|мне|нам|"
    r"меня|нас|"
    r"всем|сюда|в чат|в телеграм\w*|знать|алерт|сообщение|уведомление|пожалуйста|сразу)*",
    re.I,
)
_PAST: Final = re.compile(
    r"\b(?:was|were|did|had|been|fell|dropped|rose|grew|went|hit|peaked|exceeded|reached|spent|got|earned|вырос|"
    r"упал)\b",
    re.I,
)
_PAST_RUSSIAN: Final = re.compile(
    r"\b(?!(?:канал|портал|сигнал|или|если|ли|начала)\b)\w{2,}(?:л|ла|ло|ли|лся|лась|лись)\b"
)
_WILL_MOVE: Final = re.compile(
    r"\b(?:goes|gets|rises?|grows?|climbs?|falls?|drops?|dips?|slips?|exceeds?|crosses|passes|reach(?:es)?|hits|"
    r"jumps?|spikes?|"
    r"(?:вы|под|у|о|про|пере|пре|сни|поды|ста|дой|пере)\w*(?:[еёи]т|[ую]т|ится|[её]тся))\b",
    re.I,
)
_A_SPELL: Final = re.compile(r"(?:\b(?:in|за|в)\b\s*)?(?:an?|one|один|одну)?\s*(?:day|week|сутки|день|неделю)", re.I)

_ACTS: Final = re.compile(
    _POLITE + r"(?:(?:pause|unpause|resume|disable|enable|archive|relaunch|launch|deactivate|activate|kill|freeze)\b"
    r"|(?:stop|start|close|cancel|shut down)\s+(?!when|if|at|with|from|of|to|show|rate|count|date|loss|includ|tell|"
    r"send)"
    r"|(?:turn|switch)\s+(?:.{1,60}\s)?(?:off|on)\b"
    r"|(?:create|make|add|set up|build)\s+(?:me\s+)?(?:an?|the|new)\s+(?:\w+\s+)?(?:campaign|ad|ad set|ad group)\b"
    r"|(?:raise|increase|boost|bump|lower|decrease|reduce|cut|double|halve|triple|set|change|adjust|update|edit|"
    r"top up)\b"
    r"(?![^.?!]*\b(?:by channel|by campaign|chart)\b).{0,50}\b(?:budgets?|bids?|caps?|limits?|balance|targeting|"
    r"creatives?)\b"
    r"|(?:raise|increase|boost|bump|lower|decrease|reduce|cut|double|halve)\s+(?:\w+\s+){1,4}by\s+[$€£₽]?\d"
    r"|(?:move|shift|transfer|reallocate)\s+(?:.{0,30}\s)?(?:\S*\d\S*|budgets?|money|spend|funds|half|"
    r"all)\s.{0,30}\b(?:from|to)\b"
    r"|(?:delete|erase|wipe|purge)\b|remove\b.{1,60}\bfrom (?:the|our|my) (?:account|platform|cabinet|database|system)"
    r"|(?:send|forward|e?mail\s+(?:it|this|that|the|an?|my|our))\b(?!\s+(?:me|us)\b).{0,60}\bto\s+(?:(?:my|the|"
    r"our)\s+)?"
    r"(?:boss|clients?|team|manager|ceo|cmo|cfo|customers?|director|slack|\S+@\S+)"
    r"|e?mail\s+(?:my|the|our)\s+(?:boss|clients?|team|manager|ceo|customers?)"
    r"|(?:publish|(?:post|share)\s+(?:it|this|that|the report|an?))\b"
    r"|pay\s+(?:the|our|my|for the)\s+(?:\w+\s+)?(?:invoice|bill|balance)"
    r"|(?:по)?став(?:ь|ьте|ить)\s+(?:.{0,40}\s)?на (?:паузу|стоп)|(?:при)?останов(?:и|ите|ить)\b|(?:от|вы)ключ(?:и|"
    r"ите|ить)\b"
    r"|(?:за)?глуши(?:те)?\b|выруби(?:те|ть)?\b|погаси(?:те|ть)?\b|(?:за|пере)пусти(?:те|ть)?\b|возобнови(?:те|ть)?\b"
    r"|(?:закрой|закройте|закрыть|заверши|заморозь|заархивируй|активируй|деактивируй)(?:те)?\s"
    r"|(?:созда(?:й|йте|ть)|заведи)\s+(?:\w+\s+)?(?:кампани|объявлени|групп\w+ объявлени|рк\b)"
    r"|(?:подними|повысь|увеличь|нарасти|снизь|понизь|уменьши|урежь|сократи|удвой|измени|поменяй|смени|поставь|сделай|"
    r"установи|выстави|выдели|докинь|накинь|закинь|пополни|поднять|увеличить|снизить|"
    r"урезать)(?:те)?\b(?!.*(?:график|диаграмм|таблиц))"
    r".{0,50}\b(?:бюджет|ставк|лимит|баланс|сч[её]т\b|креатив|объявлени|таргет|вдвое)"
    r"|(?:подними|повысь|увеличь|снизь|понизь|уменьши|урежь|сократи)(?:те)?\b.{0,50}\bна \d[\d.,]*\s*(?:%|к\b|тыс|"
    r"руб|₽|\$|процент)"
    r"|(?:перекинь|перенеси|перебрось|перелей|перераспредели|переведи)(?:те)?\b.{0,50}\bс\b.{1,40}\b(?:на|в)\b"
    r"|(?:удали|удалить|сотри|стереть|снеси|грохни)(?:те)?\b|оплати(?:те|ть)?\b"
    r"|(?:отправь|отправить|перешли|вышли|разошли|опубликуй|запость|поделись)(?:те)?\b.{0,60}"
    r"(?:клиент|на почту|по почте|на e?-?mail|на имейл|на адрес|начальник|шеф|босс|команде|коллег|заказчик|директор|"
    r"@|в канал|соцсет))",
    re.I | re.S,
)
"""Orders to the advertising platforms, which stand at the beginning of a sentence."""
_SENTENCES: Final = re.compile(r"(?<=[.!?;\n])\s+")


def watch_wish(reading: Reading, tools: frozenset[str]) -> Plan | None:
    """The preview of an alert rule for "tell me when CPA goes above 500"; what has been already is a question."""
    said = _TELL.match(reading.row.text)
    if said is None or "manage_alert_rule" not in tools or not _TO_SOMEBODY.fullmatch(said["between"]):
        return None
    tail = said["tail"]
    if _PAST.search(tail) or _PAST_RUSSIAN.search(tail) or reading.has("best", "worst", "most", "least"):
        return None
    named = [
        mention for mention in reading.row.mentions if not _A_SPELL.fullmatch(reading.row.text[slice(*mention.span)])
    ]
    if any(mention.period.end < reading.row.today for mention in named):
        return None
    if not (reading.slots.metrics and (reading.row.figures or _WILL_MOVE.search(tail))):
        return None
    return Plan(calls=(PlannedCall(name="manage_alert_rule", args={"action": "add", "phrase": reading.row.text}),))


def act_wish(reading: Reading, *, follows: bool) -> Plan | None:
    """The reply to an order to act on the platforms; after a question "remove VK" only leaves a name out of it."""
    orders = [match for text in _SENTENCES.split(reading.row.text) if (match := _ACTS.match(text))]
    if not orders or (follows and all(_LEAVES_OUT.search(match[0]) for match in orders)):
        return None
    return Plan(status="unsupported", text=say("planner-reads-only", reading.row.language))


_LEAVES_OUT: Final = re.compile(
    r"(?:delete|erase|wipe|purge|close|cancel|удали\w*|сотри\w*|отключи\w*|выключи\w*|включи\w*)\W*$", re.I
)
