subscriptions-none = Подписок нет.
subscription-line = { $kind ->
    [alerts] 🔔 предупреждения{ $channels ->
        [all] { "" }
       *[other] { ": " }{ $channels }; остальное — только беды всего аккаунта
    }
    [digest_daily] 📰 сводка за день, { $at }
    [digest_weekly] 📰 сводка за неделю, { $weekday }, { $at }
   *[digest_monthly] 📰 сводка за месяц, { $day }-го числа, { $at }
}
subscriptions-held = Теперь в Telegram приходит:
subscription-ends = больше не присылать: { $line }
subscription-propose = Вот что изменю в ваших сообщениях в Telegram:
    { $lines }
    Сделать? Ответьте «да».
subscription-what = Не поняла, что присылать: «{ $received }». Бывают предупреждения и сводки за день, неделю, месяц, например «присылай сводку по пятницам в 10».
subscription-no-chat = Сводки и предупреждения приходят в Telegram, а ваш чат там ещё не связан с вами. Администратор даст одноразовый код командой «demetra telegram link»; отправьте его боту и повторите.
