"""Sentences that order rather than ask: the machine, the platforms, or to be told when something comes."""

import re
from typing import Final

ORDERS: Final = re.compile(
    r"(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt|rule|previous (?!filter|period|question)|above|guard|restriction|polic)"
    r"|(?:игнорир|забудь|забыть|отмени|нарушь|обойди)\w*.{0,40}(?:инструкц|правил|промпт|указан|предыдущ|ограничен)"
    r"|system prompt|системн\w+ (?:промпт|инструкц|сообщени|подсказк)|jailbreak|developer mode|режим разработчика|\bDAN\b"
    r"|(?:reveal|print|show|leak|expose|repeat|выведи|покажи|раскрой|повтори|назови).{0,40}"
    r"(?:system|prompt|instructions|api.?key|password|credential|secret|token\b|\.env|пароль|пароли|ключ\w* (?:api|доступа)|инструкци|секрет|промпт|переменные окружения|environment variable)"
    r"|(?:api|access|апи)[ -]?(?:key|token|ключ)|\bpasswords?\b|\bпарол[ьяией]"
    r"|\b(?:drop|truncate|alter|create)\s+(?:the\s+)?(?:table|database|schema|index|user)|\bdelete\s+from\b|\binsert\s+into\b"
    r"|\bupdate\s+\w+\s+set\b|\bunion\s+(?:all\s+)?select\b|\bselect\b.{1,80}\bfrom\b|;\s*--|'\s*or\s+'?1'?\s*=\s*'?1|\bpg_sleep|\bsqlite_master|information_schema"
    r"|\b(?:rm\s+-rf|sudo|wget|curl\s|eval\(|exec\(|__import__|os\.system|subprocess|javascript:|\{\{.*\}\}|\$\{.*\})"
    r"|\brepeat after me\b|повтори\w* за мной|подтверди\w*,? что|\bconfirm (?:that|it)\b"
    r"|<\s*(?:script|iframe|img\b)|/etc/passwd"
    r"|(?:delete|erase|wipe|destroy|remove|clear)\s+(?:all\s+|the\s+|my\s+|every\s*)*(?:data|database|tables?|records?|rows?|campaigns?|everything|history)\b"
    r"|(?:удали|удалить|сотри|стереть|очисти|очистить|уничтожь|снеси)\w*\s+(?:все|всю|весь|мои|наши|эту|таблиц\w*|баз\w*)?\s*(?:данны\w*|баз\w*|таблиц\w*|запис\w*|кампани\w*|истори\w*|всё|все)\b"
    r"|(?:pretend|act as|you are now|роль\w* (?:хакер|админ)|притворись|представь,? что ты|теперь ты (?!может)|ты теперь)"
    r"|(?:make up|invent|fabricate|придумай|выдумай|сочини|подделай|fake)\b.{0,30}(?:number|figure|data|result|числ|цифр|данны|результат|roi|revenue|выручк)"
    r"|(?:run|execute|выполни|запусти|исполни)\w*\s+(?:this\s+|the\s+|этот\s+)?(?:sql|code|script|command|shell|python|код|скрипт|команд|запрос sql)",
    re.I | re.S,
)
"""Orders to the machine rather than questions about advertising."""
CHANGES: Final = re.compile(
    r"\b(?:останови|отключи|выключи|включи|запусти|приостанови|поставь на паузу|измени ставк|подними ставк|увеличь бюджет|уменьши бюджет|создай кампанию|удали кампанию)(?:те)?\b"
    r"|\b(?:pause|stop|turn off|turn on|switch off|launch|create a|increase the bid|raise the bid|lower the bid|set the (?:bid|budget)|delete the campaign|send an? e?mail|post on|publish)\b"
    r"(?! (?:loss|date))",
    re.I,
)
"""Wishes to change advertising itself, which Demetra only reads."""
POLITE: Final = (
    r"^\W*(?:(?:please|pls|hey|hi|ok|so|and|just|now|then|can you|could you|would you|will you|can we|let'?s|"
    r"go ahead and|"
    r"i want you to|i'?d like you to|i need you to|пожалуйста|плиз|привет|слушай|а|и|ну|теперь|тогда|можешь|можете|"
    r"сможешь|мог бы ты|прошу|давай|надо|нужно|хочу|ты можешь)\W+)*"
)
"""What may stand before an order."""
_TELL: Final = re.compile(
    POLITE + r"(?:tell|ping|message|text|e?mail|notify|alert|warn|inform|remind|let|give|shout|buzz|signal|drop|send|"
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

_ACTS: Final = re.compile(
    POLITE + r"(?:(?:pause|unpause|resume|disable|enable|archive|relaunch|launch|deactivate|activate|kill|freeze)\b"
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
SUPPOSES: Final = re.compile(
    r"\b(?:если|допустим|предположим|представим|if|suppose|supposing|imagine|say we|let'?s say)\b"
    r"|\bчто (?:тогда |из этого )?(?:будет|станет|получится|изменится|выйдет|произойд[её]т)\b|\bwhat (?:will |would )?happens?\b",
    re.I,
)
"""Words that suppose rather than order, or ask what comes of it."""
HYPOTHETICAL: Final = re.compile(
    r"\b(?:if|suppose|supposing)\b.*\b(?:had|would|were|stays?|remain\w*)\b|\b(?:если|допустим|представим)\b.*\b(?:бы|остан\w+|сохран\w+)\b",
    re.I,
)
"""Words that suppose figures which never were: "if leads had cost what they cost on Google"."""
WHAT_HAPPENED: Final = re.compile(
    r"\bчто\b.{0,20}\b(?:было|случил\w+|происходил\w*|произошло)\b|"
    r"\bwhat (?:has |had )?(?:happened|went on|was going on)\b",
    re.IGNORECASE,
)
"""Asks for all that was, not for the reason of one thing."""
HAPPENED: Final = re.compile(
    r"\b(?:был[аои]?|\w{2,}(?:али|или|яли|ули)|was|were|did|had|spent|made|earned)\b(?!\s+(?:бы|like)\b)", re.I
)
"""Verbs of what has been: "how much did we spend", "какой был расход"."""
_WHERE_TO: Final = re.compile(
    r"\b(?:куда|откуда|where)\b[^.?!]*?\b(?:перел|перекин|перекид|перен[её]с|перебр|перераспред|докин|доли|добав|вли|"
    r"ли(?:ть|вать)\b|влож|вклад|направ|деть|девать|отда|забр|забир|move|shift|reallocat|redistribut|rebalanc|invest\b|"
    r"put\b|(?:should|do|would)\b.*\bgo\b)|\bhow (?:should|would|do|can) (?:i|we)\b[^.?!]*\b(?:move|shift|reallocat|redistribut|rebalanc)",
    re.I,
)
_THE_MONEY: Final = re.compile(
    r"\b(?:бюджет\w*|ден(?:ьги|ег|ьгами|ежки)|средств\w*|бабк\w+|бабл\w+|budgets?|money|cash|spend|funds|it|их|его|лишн\w+|лить|extra)\b|\d",
    re.I,
)
_ADD_WHERE: Final = re.compile(
    r"\b(?:где|куда|where)\b[^.?!]*\b(?:добавить|прибавить|докинуть|увеличить|поднять|add|increase|raise)\b[^.?!]*\b(?:бюджет|денег|budget|money|spend)",
    re.I,
)


def asks_where_to_move(text: str) -> bool:
    """Whether it asks where money is better placed: "куда перелить бюджет?", "where should we move the money?"."""
    return bool((_WHERE_TO.search(text) and _THE_MONEY.search(text)) or _ADD_WHERE.search(text))


_SENTENCES: Final = re.compile(r"(?<=[.!?;\n])\s+")
_LEAVES_OUT: Final = re.compile(
    r"(?:delete|erase|wipe|purge|close|cancel|удали\w*|сотри\w*|отключи\w*|выключи\w*|включи\w*)\W*$", re.I
)

ABOUT_DATA: Final = re.compile(
    r"\bdata\b|\bданн\w+|обнов(?:л|ил)|отста(?:[её]т|л)|\blag(?:s|ging)?\b|stale|outdated|\blate\b|delay|missing|"
    r"empty|blank|(?:don'?t|do not|can'?t|cannot)\b.{0,5} see|not (?:updat|load|sync|refresh)\w*|no (?:numbers|"
    r"figures|rows)|"
    r"пуст|опаздыв|задерж|устар|не при(?:шл|ход)|не груз|не загру|не подт|не вид|не синхр|нет (?:цифр|чисел)",
    re.I,
)
"""Words by which "why" asks for the state of the data, not of a metric."""


def hostile(text: str, names: tuple[str, ...] = ()) -> bool:
    """Whether the text gives the machine an order; `names` are stored and order nothing."""
    for name in names:
        text = text.replace(name, " ")
    return ORDERS.search(text) is not None


def changes_ads(text: str, *, follows: bool) -> bool:
    """Whether the text orders the platforms to act; after a question "remove VK" only leaves a name out of it."""
    acts = [match for sentence in _SENTENCES.split(text) if (match := _ACTS.match(sentence))]
    return bool(acts) and not (follows and all(_LEAVES_OUT.search(match[0]) for match in acts))


def wants_to_be_told(text: str) -> str:
    """What comes after "tell me when", where something yet to come is meant; else empty."""
    said = _TELL.match(text)
    if said is None or not _TO_SOMEBODY.fullmatch(said["between"]):
        return ""
    tail = said["tail"]
    return "" if _PAST.search(tail) or _PAST_RUSSIAN.search(tail) else tail


def will_move(tail: str) -> bool:
    """Whether the words speak of a coming movement: "goes above", "упадёт"."""
    return _WILL_MOVE.search(tail) is not None
