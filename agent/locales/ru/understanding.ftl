understanding-empty = Спросите что-нибудь о рекламе, например: «{ $example }»
understanding-hello = Здравствуйте! Спрашивайте о расходе, выручке, ROI, кликах и других показателях: по каналам, кампаниям, дням, таблицей или графиком. Например: «{ $example }»
understanding-thanks = Пожалуйста. Обращайтесь, когда понадобится цифра.
understanding-smalltalk = Я тут. Спросите о рекламе, например «{ $example }».
understanding-refused = Этого я не сделаю: я только отвечаю на вопросы о рекламных данных и других приказов не выполняю. Спросите о показателе, например «{ $example }».
understanding-reads-only = Я не меняю рекламу, а только читаю её данные. Могу показать, на чём основано решение, например «{ $example }».
understanding-off-topic = Я знаю только о рекламных данных. Спросите, например: «{ $example }»
understanding-not-understood = Я не поняла вопрос. Назовите показатель и, если нужно, разрез и период: «{ $example }», «{ $other }».
understanding-does-not-fit = Прочитанное не складывается в один вопрос; спросите, пожалуйста, иначе или по частям.
understanding-not-yet = Этого я пока не умею. Могу показать, что было: показатели по каналам, кампаниям, дням, сравнение периодов, графики и выгрузки.
understanding-uncollected = «{ $word }» среди собранных данных нет. Есть, например: { $known }.
understanding-unknown-channel = Канала «{ $word }» в данных нет. Есть: { $known }. Какой имеется в виду?
understanding-unknown-name = Я не знаю «{ $word }». Ближайшие имена в данных: { $similar }. Что имеется в виду?
understanding-unknown-word = Я не знаю, что такое «{ $word }». Что имеется в виду?
understanding-no-dimension = В данных нет разреза «{ $word }». Можно посмотреть в разрезах: { $known }.
understanding-which-metric = Какой показатель сравнить с { $figure }?
understanding-whose-days = Два порога для { $metric } исключают друг друга в одни и те же дни. Назовите дни сразу после каждого.
understanding-unclear-number = Что означает { $figure }: порог показателя или сколько строк показать?
understanding-which-one = Что именно имеется в виду? Назовите, пожалуйста, имя.
understanding-cheapest-what = Дёшево или дорого по чему: цена клика, стоимость конверсии или общий расход?
understanding-not-in-data = В данных нет показателя «{ $word }». Есть: { $known }.
understanding-no-such-part = Нет кампании, в названии которой есть «{ $word }». Названия покажет вопрос «какие кампании есть?».
understanding-no-ratio = Показатель «{ $word }» я не считаю. Могу показать обе величины или отношение: CPC, CPA, средний чек, CVR, ROAS.
understanding-no-average = Среднее на кампанию или канал я не считаю. Могу показать суммы, средние за день, отношения вроде CPA или список кампаний с цифрами.
understanding-no-count = Число кампаний в этом разрезе ({ $word }) я не считаю. Могу посчитать все, по каналам или для значения, которое вы назовёте.
understanding-top-of-what = Топ чего: каналов или кампаний, и по какому показателю?
understanding-left-out = Слово «{ $word }» я не поняла и не учла. Если это условие, скажите его иначе.
understanding-not-considered = «{ $word }» в этом ответе не учтено: он строится по всем данным.
understanding-read-as = «{ $word }» прочитано как «{ $meant }».
understanding-other-currency = «{ $word }»: цифры здесь в { $known }. Какая сумма в { $known } имеется в виду?
understanding-unheeded = «{ $word }»: не поняла, к чему это относится. Назовите, что сравнить, по чему разбить, что исключить или усреднить.
understanding-about-what = О каком показателе речь? Например: «{ $example }».
understanding-not-done = Хорошо, ничего не меняю.
understanding-without-word = Без «{ $word }»
understanding-which-reading =
    Что из этого имеется в виду?

    { $options }
understanding-not-held =
    Здесь я не могу учесть: { $words }. Ответить без этого?

    { $options }
understanding-which-of =
    О чём именно речь: { $word }?

    { $options }
understanding-supposed =
    Цифр, которых не было, я из условия не вывожу; могу показать те, что были:

    { $options }
reading-whole = { $reading } в целом
understanding-this-reading =
    Правильно ли я понимаю? Нажмите, ответьте «да» или спросите другими словами.

    { $options }
understanding-language = { $chosen ->
    [ru] Хорошо, отвечаю по-русски, на каком бы языке вы ни спросили.
    [en] Хорошо, отвечаю по-английски.
   *[other] Хорошо, отвечаю на языке вопроса.
}
understanding-usual-days = { $n ->
    [1] Хорошо: где период не назван, беру последний полный день.
    [one] Хорошо: где период не назван, беру последний { $n } полный день.
    [few] Хорошо: где период не назван, беру последние { $n } полных дня.
   *[other] Хорошо: где период не назван, беру последние { $n } полных дней.
}
understanding-report-here = Файл здесь. В Telegram отчёты приходят сами, в названное время: «присылай отчёт каждый понедельник в 9».
understanding-client = Теперь показываю данные только клиента { $client }; вернуть всех: напишите, что нужны все клиенты.
understanding-all-clients = Теперь показываю данные всех клиентов вместе: { $clients }.
