"""What lies outside Demetra's ground: metrics nobody collects, small talk, orders hidden in questions."""

import re
from types import MappingProxyType
from typing import Final

UNCOLLECTED: Final = MappingProxyType({
    "ru": "nps, корреляция, корреляцию, отказ, отказы, показатель отказов, процент отказов, ltv, пожизненная ценность, подписчик, подписка, подписчики, фолловер, лайк, лайки, репост, репосты, шер, "
    "комментарий, комментарии, сеанс, сеансы, сессия, визит, визиты, посещаемость, посетитель, глубина просмотра, время на сайте, открываемость, open rate, отписка, отписки, "
    "отток, удержание, ретеншн, показатель качества, возврат товара, возвраты, корзина, брошенная корзина, остаток, остатки, склад, зарплата, сотрудник, сотрудники, "
    "узнаваемость бренда, тональность, упоминание, упоминания, доля голоса, доля рынка, видимость, viewability, позиция в выдаче, средняя позиция, скорость загрузки, установка, "
    "установки, инсталл, скачивание, скачивания, звонок, звонки, удовлетворенность, csat, рейтинг приложения, mau, dau, arpu, arppu, налог, налоги, маржинальность товара, себестоимость, "
    "dau/mau, лояльность, пожизненная стоимость, конкурент, конкуренты, курс доллара, курс валют, акции, индекс, новые пользователи, новые клиенты, повторные покупки, "
    "доля отписок, кликабельность письма, ключевое слово, ключевые слова, поисковый запрос, поисковые запросы, креатив, креативы, объявления, баннер, баннеры, заголовок, "
    "виральность, досмотр, досматриваемость",
    "en": "nps, correlation, net promoter score, bounce rate, bounces, bounce, ltv, clv, lifetime value, customer lifetime value, subscriber, subscribers, subscriptions, followers, follower, likes, shares count, "
    "reposts, retweets, comments, comment, session, sessions, session duration, page views, pageviews, time on site, dwell time, open rate, opens, email opens, unsubscribes, unsubscribe rate, churn, churn rate, "
    "retention, retention rate, quality score, refunds, returns rate, return rate, cart abandonment, abandoned carts, inventory, stock level, salary, salaries, employees, headcount, brand lift, sentiment, "
    "mentions, share of voice, impression share, market share, viewability, viewable, search position, average position, page speed, installs, app installs, downloads count, calls, phone calls, satisfaction, "
    "csat, app rating, mau, dau, arpu, arppu, tax, taxes, cogs, cost of goods, competitor, competitors, exchange rate, stock price, new users, new customers, returning customers, repeat purchase, "
    "repeat purchase rate, repeat purchases, loyalty, keyword, keywords, search terms, search term, search queries, creative, creatives, banner, banners, headline, headlines, virality, completion rate, view-through rate, vtr, "
    "hook rate, saves, add to cart, checkout, website traffic, unique visitors, visitors, web sessions",
})  # fmt: skip
"""Phrases by language; their first word is what the answer repeats."""

SMALL_TALK: Final = MappingProxyType({
    "greeting": "привет, здравствуй, здравствуйте, добрый день, доброе утро, добрый вечер, хай, хеллоу, салют, приветствую, hello, hi, hey there, good morning, good afternoon, good evening, "
    "greetings, hi there, hello there, как жизнь, how are you, what's up, привет как дела, ку",
    "thanks": "спасибо, благодарю, спс, thank you, thanks, thx, cheers, круто спасибо, отлично спасибо, great thanks, молодец, супер спасибо, пока, до свидания, bye, goodbye",
    "help": "что ты умеешь, что умеешь, умеешь, помощь, help, help me, what can you do, что ты можешь, чем поможешь, как тобой пользоваться, с чего начать, how does this work, who are you, кто ты, "
    "что можно спросить, what can i ask, что я могу спросить, какие вопросы, capabilities, how do i use, примеры вопросов, example questions, как ты работаешь, что у тебя можно спросить, "
    "инструкция, возможности",
    "off_topic": "погода, погоду, дождь, температура, weather, rain, temperature outside, политика, президент, выборы, politics, president, election, elections, анекдот, шутка, пошути, joke, jokes, "
    "funny, стих, стихотворение, стихи, poem, poetry, песня, song, рецепт, recipe, cook, приготовить, борщ, пицца, pizza, футбол, football, soccer, матч, кино, фильм, movie, film, сериал, "
    "столица, capital of, война, war, биткоин, биткойн, bitcoin, crypto, крипта, гороскоп, horoscope, любовь, love me, смысл жизни, meaning of life, код на питоне, python code, write code, "
    "напиши код, напиши письмо, напиши пост, write an email, write a post, write a poem, write me, переведи, translate, сколько будет, кто такой, who won, кто выиграл, книга, book, "
    "homework, домашнее задание, сочини, придумай, сказка, story about, tell me a story, анекдоты, президента, новости, news, мэр, население, population, спорт, sport, sports, "
    "игра, game, собака, кот, кошка, cat, dog, отпуск, vacation, билеты, отель, hotel, flight, ресторан, restaurant, здоровье моё, врач, doctor, юрист, lawyer, dentist, sing, спой, потанцуй, "
    "придумай слоган, slogan, напиши текст, write copy, сочинение, essay, homework, лотерея, lottery",
})  # fmt: skip

ORDERS: Final = re.compile(
    r"(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt|rule|previous (?!filter|period|question)|above|guard|restriction|polic)"
    r"|(?:игнорир|забудь|забыть|отмени|нарушь|обойди)\w*.{0,40}(?:инструкц|правил|промпт|указан|предыдущ|ограничен)"
    r"|system prompt|системн\w+ (?:промпт|инструкц|сообщени|подсказк)|jailbreak|developer mode|режим разработчика|\bDAN\b"
    r"|(?:reveal|print|show|leak|expose|repeat|выведи|покажи|раскрой|повтори|назови).{0,40}"
    r"(?:system|prompt|instructions|api.?key|password|credential|secret|token\b|\.env|пароль|пароли|ключ\w* (?:api|доступа)|инструкци|секрет|промпт|переменные окружения|environment variable)"
    r"|(?:api|access|апи)[ -]?(?:key|token|ключ)|\bpasswords?\b|\bпарол[ьяией]"
    r"|\b(?:drop|truncate|alter|create)\s+(?:the\s+)?(?:table|database|schema|index|user)|\bdelete\s+from\b|\binsert\s+into\b"
    r"|\bupdate\s+\w+\s+set\b|\bunion\s+(?:all\s+)?select\b|\bselect\b.{1,80}\bfrom\b|;\s*--|'\s*or\s+'?1'?\s*=\s*'?1|\bpg_sleep|\bsqlite_master|information_schema"
    r"|\b(?:rm\s+-rf|sudo|wget|curl\s|eval\(|exec\(|__import__|os\.system|subprocess|/etc/passwd|<script|javascript:|\{\{.*\}\}|\$\{.*\})"
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
