# Дашборд словами. Имена, суммы и числа приходят уже словами.
dashboard-title = Дашборд
dashboard-channels = Каналы
dashboard-curve = Выручка и расход по дням
dashboard-figure = **{ $metric }**: { $value }
dashboard-figure-moved = **{ $metric }**: { $value } ({ $change }, было { $before })
dashboard-steps = **Что сделать в первую очередь:**
dashboard-no-alerts = Открытых предупреждений нет.
dashboard-open-alerts = **Открытых предупреждений: { $n }**
dashboard-more-alerts = и ещё { $n } — спросите «есть предупреждения?»
