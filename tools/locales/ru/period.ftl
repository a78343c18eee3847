# Названия периодов. Годы и порядковые номера приходят текстом, чтобы в них не попал разделитель тысяч.
period-year = { $year } год
period-half = { $number } полугодие { $year }
period-quarter = { $number } квартал { $year }
period-all = всё время
period-last-n-day = { $n ->
    [1] последний день
    [one] последний { $n } день
    [few] последние { $n } дня
   *[other] последние { $n } дней
}
period-last-n-week = { $n ->
    [1] последняя полная неделя (пн–вс)
    [one] последняя { $n } полная неделя (пн–вс)
    [few] последние { $n } полные недели (пн–вс)
   *[other] последние { $n } полных недель (пн–вс)
}
period-last-n-month = { $n ->
    [1] последний полный месяц
    [one] последний { $n } полный месяц
    [few] последние { $n } полных месяца
   *[other] последние { $n } полных месяцев
}
period-last-n-quarter = { $n ->
    [1] последний полный квартал
    [one] последний { $n } полный квартал
    [few] последние { $n } полных квартала
   *[other] последние { $n } полных кварталов
}
period-last-n-half = { $n ->
    [1] последнее полное полугодие
    [one] последнее { $n } полное полугодие
    [few] последние { $n } полных полугодия
   *[other] последние { $n } полных полугодий
}
period-last-n-year = { $n ->
    [1] последний полный год
    [one] последний { $n } полный год
    [few] последние { $n } полных года
   *[other] последние { $n } полных лет
}
period-next-n = { $n ->
    [1] следующий день
    [one] следующий { $n } день
    [few] следующие { $n } дня
   *[other] следующие { $n } дней
}
period-next-n-unit = { $unit ->
    [week] { $n ->
        [one] { $n } неделя вперёд
        [few] { $n } недели вперёд
       *[other] { $n } недель вперёд
    }
    [month] { $n ->
        [one] { $n } месяц вперёд
        [few] { $n } месяца вперёд
       *[other] { $n } месяцев вперёд
    }
    [quarter] { $n ->
        [one] { $n } квартал вперёд
        [few] { $n } квартала вперёд
       *[other] { $n } кварталов вперёд
    }
   *[year] { $n ->
        [one] { $n } год вперёд
        [few] { $n } года вперёд
       *[other] { $n } лет вперёд
    }
}
period-day-0 = сегодня
period-day-1 = вчера
period-day-2 = позавчера
period-day-ahead-1 = завтра
period-day-ahead-2 = послезавтра
period-last-week = прошлая неделя
period-last-month = прошлый месяц
period-last-quarter = прошлый квартал
period-last-half = прошлое полугодие
period-last-year = прошлый год
period-this-week = эта неделя
period-this-month = этот месяц
period-this-quarter = этот квартал
period-this-half = это полугодие
period-this-year = этот год
period-next-week = следующая неделя
period-next-month = следующий месяц
period-next-quarter = следующий квартал
period-next-half = следующее полугодие
period-next-year = следующий год
period-since = с { $day }
period-until = по { $last_day }
period-unknown = Периода «{ $received }» я не знаю: напишите, например, «последние 30 дней», «прошлая неделя», «март 2025», «2 квартал 2025», «2025-03-01..2025-03-31» или «за всё время».
period-backwards = Период «{ $received }» кончается раньше, чем начинается: поставьте раннюю дату первой, например «{ $swapped }».
