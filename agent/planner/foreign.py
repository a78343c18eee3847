"""What lies outside Demetra's ground: metrics nobody collects, small talk, orders hidden in questions."""

import re
from typing import Final

from agent.planner.vocabulary import tables_of

_TABLES: Final = tables_of("foreign.toml")
UNCOLLECTED: Final = _TABLES["uncollected"]
"""Phrases by language that name metrics nobody collects."""
SMALL_TALK: Final = _TABLES["small_talk"]
"""Phrases by topic."""
PRICES: Final = _TABLES["plain"]["prices"]
"""Words for a price, of whatever stands beside them."""
ASIDES: Final = _TABLES["plain"]["asides"]
"""Phrases that carry no part of a question."""

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
