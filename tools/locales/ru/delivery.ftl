subscriptions-none = Подписок нет.
subscription-line = { $kind ->
    [alerts] 🔔 предупреждения{ $channels ->
        [all] { "" }
       *[other] { ": " }{ $channels }; остальное — только беды всего аккаунта
    }{ $owns ->
        [none] { "" }
       *[other] { "; вы отвечаете за: " }{ $owns } — об этом сначала вам
    }
    [digest_daily] 📰 сводка за день, { $at }
    [digest_weekly] 📰 сводка за неделю, { $weekday }, { $at }
    [digest_monthly] 📰 сводка за месяц, { $day }-го числа, { $at }
    [report_daily] 📄 отчёт за день, { $at }{ $about }
    [report_weekly] 📄 отчёт за неделю, { $weekday }, { $at }{ $about }
   *[report_monthly] 📄 отчёт за месяц, { $day }-го числа, { $at }{ $about }
}
subscription-order = { $channels ->
    [none] { "" }
   *[other] { "; только " }{ $channels }
}{ $days ->
    [none] { "" }
   *[other] { "; за дни: «" }{ $days }»
}{ $format ->
    [xlsx] { "; Excel" }
   *[pdf] { "" }
}{ $tongue ->
    [ru] { "; на русском" }
    [en] { "; на английском" }
   *[none] { "" }
}
subscriptions-held = Теперь в Telegram приходит:
subscription-ends = больше не присылать: { $line }
subscription-propose = Вот что изменю в ваших сообщениях в Telegram:
    { $lines }
    Сделать? Ответьте «да».
subscription-what = Не поняла, что присылать: «{ $received }». Бывают предупреждения, а ещё сводки и отчёты за день, неделю, месяц, например «присылай сводку по пятницам в 10» или «присылай отчёт каждый понедельник в 9».
subscription-no-chat = Сводки, отчёты и предупреждения приходят в Telegram, а ваш чат там ещё не связан с вами. Администратор даст одноразовый код командой «demetra telegram link»; отправьте его боту и повторите.
subscription-quiet-propose = Не писать вам в Telegram с { $begin } до { $end } ({ $zone }), кроме критичного?
subscription-quiet-held = Тихие часы: { $begin }–{ $end } ({ $zone }). Критичное приходит всегда.
subscription-zone-propose = Называть время и считать тихие часы и сводки по поясу { $zone }?
subscription-zone-held = Часовой пояс: { $zone }. По нему называется время, считаются тихие часы и сводки; дни в цифрах остаются днями команды.
quiet-nothing = Ничего не заглушено и не отложено.
quiet-listed = Сейчас не напоминаю: { $n }. Кнопка возвращает.
quiet-line = { $what } · { $way ->
    [mine] для вас
    [hushed] для вас, насовсем
    [muted] для всей команды, насовсем
   *[snoozed] для всей команды
}{ $until ->
    [none] { "" }
   *[other] { " " }до { $until }
}
quiet-channel = всё о канале { $channel }
quiet-propose = Только вам не буду писать: { $what }{ $until ->
    [none] { " " }— пока не вернёте
   *[other] { " " }— до { $until }
}. Остальные продолжат получать; беды всего аккаунта придут и вам. Сделать? Ответьте «да».
quiet-done = Тишина для вас: { $what }{ $until ->
    [none] { " " }— пока не вернёте
   *[other] { " " }— до { $until }
}.
quiet-over = Снова пишу об этом: { $what }
quiet-back = 🔔 { $what }
quiet-unknown = Канал «{ $received }» не заглушён. Спросите «что заглушено?».
