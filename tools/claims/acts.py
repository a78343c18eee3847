"""Acts of talk: an offer, a greeting, a heading, where something stands, of which days an answer is.

A sentence without a word that claims is one of these, or it says that something is so ("Done.", "It worked.") and
nothing bears that out: what was done is told by the code that did it.
"""

import re
from typing import Final

from tools.claims.mark import Sentence

_PIECES: Final = re.compile(
    r"\s*(?:[,;!.…]|\s[—–-])\s+(?!(?:что|как|котор\w+|чтобы|где|чем|which|that|how|what|why|where)\b)|\s+(?:and"
    r"|but|so|и|а|но)\s+(?=(?:it|that|this|everything|we|the|он|она|оно|они|это|все|мы)\b)",
    re.I,
)
_JOINS: Final = re.compile(r"^(?:so|and|but|then|и|а|но|поэтому|так что)\s+", re.I)
_COURTESY: Final = (
    r"(?:many )?thanks?(?: you)?(?: for (?:the|your) (?:question|patience|details?))?"
    r"|you['’]re (?:very )?welcome|welcome"
    r"|(?:yes,? )?sure(?: thing)?|of course|certainly|okay|ok|no problem|my pleasure|hello|hi(?: there)?"
    r"|good (?:morning|day)"
    r"|(?:happy|glad) to help|hope (?:this|that|it) helps|(?:a )?(?:good|great|fair) question|again|please"
    r"|спасибо(?: за (?:вопрос|терпение|уточнение))?|пожалуйста|конечно|разумеется|(?:всегда )?рада? помочь|хорошо"
    r"|здравствуйте|привет|добрый (?:день|вечер)|доброе утро|(?:хороший|отличный|интересный) вопрос|обращайтесь"
    r"|понятно"
)
_SHOW: Final = (
    r"(?:show|break|split|look|explain|compare|go|dig|drill|check|list|plot|draw|give|walk|take|repeat|help|do"
    r"|put|run|pull"
    r"|add|narrow|find|start|tell you (?:more|about|why|how)|also|of course|happily|certainly)"
)
_OFFER: Final = (
    r"(?:let me|let us|let['’]s|allow me to)\b(?! (?:say|confirm|tell|report))"
    rf"|(?:i|we)(?: can| could| may|['’]d|['’]ll| will| would)(?: also| happily| gladly| then| be (?:happy"
    rf"|glad) to)* {_SHOW}\b"
    r"|(?:i|we)(?:['’]d| would) (?:be (?:happy|glad)|love) to (?!say|report|confirm|tell)"
    r"|(?:happy|glad) to (?!say|report|confirm|tell|see)\w+"
    r"|you (?:can|could|may)(?: also)? (?:ask|see|find|look|compare|open|choose|pick|tell)\b"
    r"|(?:if|in case|should|when|whenever) (?:you|this|that|it)\b|(?:just|simply) (?:ask|tell|say)\b|feel free\b"
    r"|(?:do you )?(?:want|would you like|need)\b"
    r"|давайте\b|(?:я |мы )?(?:могу|можем|готова?|готовы)\s+(?!сказать|подтвердить|сообщить)\w+"
    r"|можно(?: также| еще)? (?:спросить|посмотреть|сравнить|разбить|уточнить|построить)\b"
    r"|(?:вы )?можете (?:спросить|посмотреть|уточнить)\b"
    r"|если\b|при желании\b|(?:просто )?(?:скажите|спросите|уточните|напишите|дайте знать)\b|хотите\b"
    r"|(?:сейчас |дальше |ниже |потом )?(?:покажу|разложу|разберу|расскажу|объясню|поясню|построю|сравню"
    r"|посмотрим|разберем|пройдемся|начнем)\b"
)
_ASKED: Final = (
    r"as (?:you )?(?:asked|requested)|you (?:asked|wanted)\b"
    r"|вы (?:хотели|просили|спрашивали|спросили)\b|как (?:вы )?(?:и )?просили"
)
_HEADS: Final = (
    r"(?:and )?(?:here|below|above)\b(?! (?:it|they|we|everything|all)\b)(?:['’]s| is| are|,)?"
    r"|(?:а )?вот\b(?! (?:и|оно|все)\b)"
    r"|(?:ниже|выше|далее)\b|(?:in short|in brief|briefly|to sum up|in a nutshell|коротко|кратко|вкратце|итак|итого)$"
)
_PLACE: Final = (
    r"(?:(?:the|your|all|this|that|those|these|more|все|эти|весь)\s)?(?:[\w-]+\s){0,4}?(?:(?:is|are"
    r"|can be (?:found|seen)) (?:shown |listed |given )?)?"
    r"(?:(?:in|on) the (?:table|chart|list|file|answer)|below|above|в (?:таблице|списке|файле|ответе)"
    r"|на графике|ниже|выше)(?: (?:below|above|ниже|выше))?"
    r"|(?:please )?(?:see|look|смотрите|см\.)\b.*"
)
_BASIS: Final = (
    r"(?:(?:the|this|all|your) )?(?:period|days?|data|comparison|figures?|numbers|amounts|results?)(?: here)?"
    r"(?: (?:is|are|runs?|covers?|begins?|starts?|ends?|goes?|go|reach(?:es)?|from|for|of|on|in|since|against|with|to"
    r"|only|until|up|compared?s?|the))* ·(?: (?:to|against|and|with|until) ·)*"
    r"|· (?:is|are) compared (?:with|to|against) ·"
    r"|· сравнива\w+ с ·|сравни\w+(?: ·)? с ·"
    r"|(?:данные|период|цифры|суммы|результаты)(?: (?:есть|только|за|с|со|по|до|начина\w+|заканчива\w+|охватыва\w+"
    r"|показаны|приведены|относятся|к))* ·(?: (?:по|до|и) ·)*(?: год\w*)?"
)
_ASK_CARE: Final = (
    r"(?:please )?(?:treat|read|take|compare|use|keep|bear|note|mind)\b(?! that\b).*"
    r"|(?:пожалуйста )?(?:относитесь|помните|сравнивайте"
    r"|имейте в виду|обратите внимание|учтите)\b(?!,? что\b).*"
)
_WHOLE: Final = re.compile(rf"^(?:{_COURTESY}|{_PLACE}|{_ASK_CARE})$", re.I)
_OPENS: Final = re.compile(rf"^(?:{_OFFER}|{_ASKED}|{_HEADS})", re.I)
_OF_DAYS: Final = re.compile(rf"^(?:{_BASIS})$", re.I)
_NOTE: Final = re.compile(r"channels? .*\bdefine|define .*\bconversion|определяют .*\bконверси", re.I)
_NOUNS: Final = re.compile(
    r"(?:in|on|of|for|by|at|per|to|from|with|against|and|the|a|an|your|this|that|these|last|next|each|over|key"
    r"|short|brief"
    r"|в|во|на|за|по|с|со|к|из|от|до|и|о|об|для|у|по порядку|этот|эта|это|эти|ваш\w*|главн\w+|кратк\w+|summary"
    r"|overview"
    r"|breakdown|details?|figures?|numbers?|results?|totals?|table|chart|list|trend|comparison|answer|period"
    r"|data|detail"
    r"|сводка|обзор|разбивка|детали|подробности|цифры|итоги|результаты|таблица|график|список|динамика|сравнение"
    r"|период|такие"
    r"|данные|channels?|campaigns?|devices?|months?|weeks?|days?|канал\w*|кампани\w*|устройств\w*|месяц\w*"
    r"|недел\w*|дн\w+|[\d\W])+",
    re.I,
)
"""Words of a heading."""


def is_talk(sentence: Sentence) -> bool:
    """Whether each piece of a sentence in which nothing claims is an act of talk or a heading."""
    text = sentence.text.strip(" *_\n-•")
    if text.endswith("?"):
        return True
    bare = _without(sentence)
    pieces = [piece.strip(' .!:;,…)(»«"“”') for piece in _PIECES.split(f"{bare} ")]
    return all(_is_act(piece, sentence) for piece in pieces if piece)


def _without(sentence: Sentence) -> str:
    """The text; names, metrics and days in it are nouns."""
    text = sentence.text
    for mark in sentence.of("name", "metric", "period", "part"):
        text = text[: mark.start] + "·" * (mark.end - mark.start) + text[mark.end :]
    return re.sub("·+", "·", text)


def _is_act(piece: str, sentence: Sentence) -> bool:
    piece = _JOINS.sub("", piece)
    if _WHOLE.match(piece) or _OPENS.match(piece) or _NOUNS.fullmatch(piece) or _NOTE.search(piece):
        return True
    return sentence.has("period") and bool(_OF_DAYS.match(" ".join(piece.split())))
