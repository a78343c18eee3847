# Телеграм-бот, исходящие сообщения и команды оповещений.
bot-alert-unknown = Предупреждения с номером «{ $received }» нет. Открыты: { $possible }.
bot-until-unknown = Не понимаю «{ $received }». Скажите 1h, 4h, 2d, morning, 18:00, 2026-11-23 или 2026-11-23T18:00.
bot-until-past = Момент «{ $received }» уже прошёл. Назовите будущий.
bot-state-unknown = Состояния «{ $received }» нет. Есть: { $possible }.
bot-period-unknown = Сводки «{ $received }» нет. Есть: { $possible }.
bot-language-unknown = Языка «{ $received }» нет. Есть: { $possible }.
bot-setting-form = «{ $received }» не похоже на key=value. Пример: level=600.
