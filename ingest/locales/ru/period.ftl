# Названия периодов. Годы и порядковые номера приходят текстом, чтобы в них не попал разделитель тысяч.
period-year = { $year } год
period-half = { $number } полугодие { $year }
period-quarter = { $number } квартал { $year }
period-all = всё время
period-last-n-day = { $n ->
    [one] последний { $n } день
    [few] последние { $n } дня
   *[other] последние { $n } дней
}
period-last-n-week = { $n ->
    [one] последняя { $n } полная неделя (пн–вс)
    [few] последние { $n } полные недели (пн–вс)
   *[other] последние { $n } полных недель (пн–вс)
}
period-last-n-fortnight = последние две недели
period-last-n-month = { $n ->
    [one] последний { $n } полный месяц
    [few] последние { $n } полных месяца
   *[other] последние { $n } полных месяцев
}
period-last-n-quarter = { $n ->
    [one] последний { $n } полный квартал
    [few] последние { $n } полных квартала
   *[other] последние { $n } полных кварталов
}
period-last-n-half = { $n ->
    [one] последнее { $n } полное полугодие
    [few] последние { $n } полных полугодия
   *[other] последние { $n } полных полугодий
}
period-last-n-year = { $n ->
    [one] последний { $n } полный год
    [few] последние { $n } полных года
   *[other] последние { $n } полных лет
}
period-next-n = { $n ->
    [one] следующий { $n } день
    [few] следующие { $n } дня
   *[other] следующие { $n } дней
}
period-next-n-unit = { $unit ->
    [week] { $n ->
        [one] следующая { $n } неделя
        [few] следующие { $n } недели
       *[other] следующие { $n } недель
    }
    [month] { $n ->
        [one] следующий { $n } месяц
        [few] следующие { $n } месяца
       *[other] следующие { $n } месяцев
    }
    [quarter] { $n ->
        [one] следующий { $n } квартал
        [few] следующие { $n } квартала
       *[other] следующие { $n } кварталов
    }
   *[year] { $n ->
        [one] следующий { $n } год
        [few] следующие { $n } года
       *[other] следующие { $n } лет
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
period-weekend = выходные { $days }
period-unknown = Периода «{ $received }» я не знаю: напишите, например, «последние 30 дней», «прошлая неделя», «март 2025», «2 квартал 2025», «2025-03-01..2025-03-31» или «за всё время».
period-backwards = Период «{ $received }» кончается раньше, чем начинается: поставьте раннюю дату первой, например «{ $swapped }».
