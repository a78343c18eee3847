# -*- coding: utf-8 -*-
"""python make.py OUTDIR  -> writes the exports of part one into OUTDIR and gold.json beside this script.

A file is described by F(file, owner, currency, days, columns, ...).
A column is "header~generator~role~format":
  generators: D fmt (date) | K a;b (crossed category) | J var a;b (mapped from category var) | Y a;b (cycle) | R a;b (random) | T text
              N lo hi (int) | M lo hi (money) | M0 (whole money) | Q var lo hi (int = var*u) | Z var lo hi (money = var*u) | Z0 | E expr dec (follows from others)
              a prefix "x=" names the variable; else the role letter is its variable
  roles: s spend, i impressions, c clicks, v conversions, l leads, r revenue, o own, '' nothing, a word = cut (campaign, channel, region ...)
  two columns of one role = two honest readings (a list in gold)
"""
import sys, os, csv, json, re, random, itertools, calendar, datetime as dt, unicodedata
from openpyxl import Workbook
from openpyxl.styles import Font

ROLE = {"s": "spend", "i": "impressions", "c": "clicks", "v": "conversions", "l": "leads", "r": "revenue"}
SPECS = []
MON = {
 "ru": "янв фев мар апр май июн июл авг сен окт ноя дек".split(),
 "rul": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
 "run": "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь".split(),
 "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
 "enl": "January February March April May June July August September October November December".split(),
 "es": "ene feb mar abr may jun jul ago sept oct nov dic".split(),
 "esn": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
 "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split(),
 "pt": "jan fev mar abr mai jun jul ago set out nov dez".split(),
 "ptn": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
 "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.".split(),
 "den": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
 "tr": "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara".split(),
 "it": "gen feb mar apr mag giu lug ago set ott nov dic".split(),
 "pl": "sty lut mar kwi maj cze lip sie wrz paź lis gru".split(),
 "uk": "січ лют бер кві тра чер лип сер вер жов лис гру".split(),
 "ukn": "Січень Лютий Березень Квітень Травень Червень Липень Серпень Вересень Жовтень Листопад Грудень".split(),
 "kkn": "Қаңтар Ақпан Наурыз Сәуір Мамыр Маусым Шілде Тамыз Қыркүйек Қазан Қараша Желтоқсан".split(),
}
WDRU = "Пн Вт Ср Чт Пт Сб Вс".split()

def dfmt(d, e, f):
    """d = first day of the bucket, e = last day of it"""
    m = d.month - 1
    if f == "xl": return d
    table = {
     "dmy": lambda: d.strftime("%d.%m.%Y"), "dmy2": lambda: d.strftime("%d.%m.%y"), "d/m/y": lambda: d.strftime("%d/%m/%Y"),
     "d/m/y2": lambda: d.strftime("%d/%m/%y"), "d-m-y": lambda: d.strftime("%d-%m-%Y"),
     "mdy": lambda: d.strftime("%m/%d/%Y"), "mdy2": lambda: "%d/%d/%02d" % (d.month, d.day, d.year % 100), "iso": lambda: d.isoformat(),
     "isoT": lambda: d.isoformat() + " 00:00:00", "isoZ": lambda: d.isoformat() + "T00:00:00Z", "ymd": lambda: d.strftime("%Y%m%d"), "y/m/d": lambda: d.strftime("%Y/%m/%d"),
     "en": lambda: "%s %d, %d" % (MON["en"][m], d.day, d.year), "enl": lambda: "%s %d, %d" % (MON["enl"][m], d.day, d.year),
     "den": lambda: "%d %s %d" % (d.day, MON["en"][m], d.year), "d-mon-y": lambda: "%02d-%s-%02d" % (d.day, MON["en"][m], d.year % 100),
     "enw": lambda: "%s, %s %d, %d" % (calendar.day_abbr[d.weekday()], MON["en"][m], d.day, d.year),
     "ru": lambda: "%d %s %d" % (d.day, MON["ru"][m], d.year), "rudot": lambda: "%d %s. %d г." % (d.day, MON["ru"][m], d.year),
     "rul": lambda: "%d %s %d" % (d.day, MON["rul"][m], d.year), "rulg": lambda: "%d %s %d г." % (d.day, MON["rul"][m], d.year),
     "ruw": lambda: "%s, %s" % (WDRU[d.weekday()], d.strftime("%d.%m.%Y")), "dmyw": lambda: "%s (%s)" % (d.strftime("%d.%m.%Y"), WDRU[d.weekday()].lower()),
     "rudm": lambda: "%d %s" % (d.day, MON["ru"][m]), "dm": lambda: d.strftime("%d.%m"),
     "mon_ru": lambda: "%s %d" % (MON["run"][m], d.year), "mon_rus": lambda: "%s.%02d" % (MON["ru"][m], d.year % 100), "mon_ru0": lambda: MON["run"][m],
     "mon_rul": lambda: "%s %d" % (MON["run"][m].lower(), d.year), "mon_rug": lambda: "%s %d г." % (MON["run"][m], d.year),
     "mon_en": lambda: "%s %d" % (MON["enl"][m], d.year), "mon_ens": lambda: "%s-%02d" % (MON["en"][m], d.year % 100), "mon_ens2": lambda: "%s %d" % (MON["en"][m], d.year),
     "mon_es": lambda: "%s %d" % (MON["esn"][m], d.year), "mon_pt": lambda: "%s de %d" % (MON["ptn"][m], d.year), "mon_pts": lambda: "%s/%02d" % (MON["pt"][m], d.year % 100),
     "mon_de": lambda: "%s %d" % (MON["den"][m], d.year), "mon_uk": lambda: "%s %d" % (MON["ukn"][m], d.year), "mon_kk": lambda: "%s %d" % (MON["kkn"][m], d.year),
     "mon_fr": lambda: "%s %d" % (MON["fr"][m], d.year),
     "ym": lambda: d.strftime("%Y-%m"), "my": lambda: d.strftime("%m.%Y"), "m/y": lambda: d.strftime("%m/%Y"), "y_m": lambda: d.strftime("%Y%m"),
     "wk": lambda: "%s - %s" % (d.strftime("%d.%m.%Y"), e.strftime("%d.%m.%Y")), "wk2": lambda: "%s–%s" % (d.strftime("%d.%m"), e.strftime("%d.%m.%Y")),
     "wkiso": lambda: "%d-W%02d" % (d.isocalendar()[0], d.isocalendar()[1]), "wken": lambda: "%s %d - %s %d, %d" % (MON["en"][m], d.day, MON["en"][e.month-1], e.day, e.year),
     "wkru": lambda: "Неделя %d (%s–%s)" % (d.isocalendar()[1], d.strftime("%d.%m"), e.strftime("%d.%m.%Y")), "wkisor": lambda: "%s — %s" % (d.isoformat(), e.isoformat()),
     "wkn": lambda: "%d" % d.isocalendar()[1], "wkde": lambda: "KW %02d/%d" % (d.isocalendar()[1], d.isocalendar()[0]),
     "q_ru": lambda: "%d кв. %d" % (m // 3 + 1, d.year), "q_en": lambda: "Q%d %d" % (m // 3 + 1, d.year),
     "qy": lambda: "%d-Q%d" % (d.year, m // 3 + 1), "end": lambda: e.isoformat(), "enddmy": lambda: e.strftime("%d.%m.%Y"), "endmdy": lambda: e.strftime("%m/%d/%Y"), "year": lambda: str(d.year),
     "wd_ru": lambda: WDRU[d.weekday()], "hour": lambda: d.isoformat() + " 10:00",
     "loc_es": lambda: "%d %s %d" % (d.day, MON["es"][m], d.year), "loc_fr": lambda: "%d %s %d" % (d.day, MON["fr"][m], d.year), "loc_pt": lambda: "%d de %s. de %d" % (d.day, MON["pt"][m], d.year),
     "loc_de": lambda: "%d. %s %d" % (d.day, MON["de"][m], d.year), "loc_tr": lambda: "%d %s %d" % (d.day, MON["tr"][m], d.year), "loc_it": lambda: "%d %s %d" % (d.day, MON["it"][m], d.year),
     "loc_pl": lambda: "%d %s %d" % (d.day, MON["pl"][m], d.year), "loc_uk": lambda: "%d %s %d" % (d.day, MON["uk"][m], d.year),
    }
    return table[f]()

def addm(d, k):
    y, m = divmod(d.year * 12 + d.month - 1 + k, 12)
    return dt.date(y, m + 1, 1)

def buckets(days):
    if not days: return [(None, None)], "none"
    m = re.match(r"(\d{4}-\d\d-\d\d) x(\d+)([wmq]?)$", days)
    if m:
        d0, n, u = dt.date.fromisoformat(m[1]), int(m[2]), m[3]
        if u == "w": return [(d0 + dt.timedelta(7*k), d0 + dt.timedelta(7*k+6)) for k in range(n)], "week"
        if u == "m": return [(addm(d0, k), addm(d0, k+1) - dt.timedelta(1)) for k in range(n)], "month"
        if u == "q": return [(addm(d0, 3*k), addm(d0, 3*k+3) - dt.timedelta(1)) for k in range(n)], "quarter"
        return [(d0 + dt.timedelta(k),) * 2 for k in range(n)], "day"
    a, b = days.split(" ")          # one period, told in title / name only (or in the row as a range)
    return [(dt.date.fromisoformat(a), dt.date.fromisoformat(b))], "period"

class Col: pass

def parse(c):
    p = (c + "~~~").split("~")
    o = Col(); o.h, g, o.role, o.fmt = p[0], p[1], p[2].strip(), p[3]
    m = re.match(r"^([a-zA-Z]\w*)=(.+)$", g, re.S)
    o.var = m[1] if m else (o.role or None)
    if m: g = m[2]
    o.kind, _, o.arg = g.partition(" ")
    o.dec = 2 if o.kind in ("M", "Z") else 0
    if o.kind == "E":
        o.arg, _, k = o.arg.rpartition(" "); o.dec = int(k)
    o.num = o.kind in ("M", "M0", "Z", "Z0", "N", "Q", "E")
    o.add = o.role in ROLE or o.role == "o"
    return o

def F(file, owner, cur, days, cols, **k):
    SPECS.append(dict(file=file, owner=owner, cur=cur, days=days, cols=cols, k=k))

def gen(sp):
    rng = random.Random(sp["file"]); k = sp["k"]
    cols = [parse(c) for c in sp["cols"]]
    bs, grain = buckets(sp["days"])
    ks = [c for c in cols if c.kind == "K"]
    rows, n = [], 0
    order = itertools.product(bs, *[list(enumerate(c.arg.split(";"))) for c in ks])
    if k.get("catfirst"):
        order = ((t[-1],) + t[:-1] for t in itertools.product(*[list(enumerate(c.arg.split(";"))) for c in ks], bs))
    for t in order:
        if k.get("drop") and rng.random() < k["drop"]: continue
        (a, b), kv = t[0], t[1:]
        env, idx = {"a0": a, "a1": b}, {}
        for c, (j, val) in zip(ks, kv):
            env[c.var or c.h] = val; idx[c.var or c.h] = j
        row, todo = [None] * len(cols), list(enumerate(cols))
        while todo:                      # a column may follow from one to its right
            left = []
            for j, c in todo:
                x = c.arg.split(" ") if c.num else None
                if c.kind in ("Q", "Z", "Z0") and x[0] not in env: left.append((j, c)); continue
                if c.kind == "D": v = dfmt(a, b, c.arg)
                elif c.kind == "K": v = env[c.var or c.h]
                elif c.kind == "J":
                    q, _, rest = c.arg.partition(" "); v = rest.split(";")[idx[q]]
                elif c.kind == "Y":
                    L = c.arg.split(";"); v = L[n % len(L)]
                elif c.kind == "R": v = rng.choice(c.arg.split(";"))
                elif c.kind == "T": v = c.arg
                elif c.kind == "N": v = rng.randint(int(x[0]), int(x[1]))
                elif c.kind == "M": v = round(rng.uniform(float(x[0]), float(x[1])), 2)
                elif c.kind == "M0":
                    st = int(x[2]) if len(x) > 2 else 1
                    v = int(round(rng.uniform(float(x[0]), float(x[1])) / st) * st)
                elif c.kind == "Q": v = int(round((env[x[0]] or 0) * rng.uniform(float(x[1]), float(x[2]))))
                elif c.kind == "Z": v = round((env[x[0]] or 0) * rng.uniform(float(x[1]), float(x[2])), 2)
                elif c.kind == "Z0": v = int(round((env[x[0]] or 0) * rng.uniform(float(x[1]), float(x[2]))))
                elif c.kind == "E":
                    try:
                        v = round(eval(c.arg, {"round": round, "int": int, "max": max, "min": min}, env), c.dec)
                        if c.dec == 0: v = int(v)
                    except NameError: left.append((j, c)); continue
                    except ZeroDivisionError: v = None
                if k.get("zero") and c.add and v == 0: v = None
                if c.var: env[c.var] = v if v is not None else 0
                row[j] = v
            if len(left) == len(todo): raise ValueError([c.h for j, c in left])
            todo = left
        n += 1
        rows.append(row)
    if k.get("sort") is not None: rows.sort(key=lambda r: (r[k["sort"]] is None, r[k["sort"]]), reverse=bool(k.get("desc")))
    return cols, rows, bs, grain

def R2(x):
    x = round(x, 2)
    return int(x) if x == int(x) else x

def gold_of(sp, cols, rows, bs, grain):
    k = sp["k"]; sc = k.get("scale", {})
    tot = lambda j: R2(sum((r[j] or 0) for r in rows) * sc.get(cols[j].h, 1))
    g = {"file": sp["file"], "owner": sp["owner"], "currency": sp["cur"],
         "first_day": bs[0][0].isoformat() if bs[0][0] else None, "last_day": bs[-1][1].isoformat() if bs[-1][1] else None,
         "grain": grain, "channel": k.get("ch"), "sums": {}, "own": {}, "by": {}, "by_header": {}, "never_sum": [], "kind": k.get("kind", "odd" if (k.get("shape") or k.get("odd")) else "ordinary"), "lang": k.get("lang", "ru")}
    first = None
    for j, c in enumerate(cols):
        if c.role in ROLE:
            key = ROLE[c.role]; v = tot(j)
            if key in g["sums"]:
                old = g["sums"][key]; g["sums"][key] = (old if isinstance(old, list) else [old]) + [v]
            else: g["sums"][key] = v
            g.setdefault("headers", {}).setdefault(key, []).append(c.h)
        elif c.role == "o": g["own"][c.h] = tot(j)
        elif c.num and not c.role: g["never_sum"].append(c.h)
    fj = next((j for j, c in enumerate(cols) if c.role == "s"), None)
    if fj is None: fj = next((j for j, c in enumerate(cols) if c.add), None)
    cuts = [(j, c) for j, c in enumerate(cols) if not c.num and len(c.role) > 1 and c.role != "date"]
    for j, c in cuts[:k.get("ncuts", 2)]:
        d = {}
        for r in rows: d[r[j]] = d.get(r[j], 0) + (r[fj] or 0)
        g["by"][c.role] = {a: R2(b * sc.get(cols[fj].h, 1)) for a, b in d.items()}
        g["by_header"][c.role] = c.h
    if g["by"]: g["by_of"] = cols[fj].h
    sh = k.get("shape", "")
    for p, lab in (("sheets", "(sheet name)"), ("blocks", "(section row)")):
        if sh.startswith(p + ":"):
            h = sh.split(":", 1)[1]
            for a in list(g["by_header"]):
                if g["by_header"][a] == h: g["by_header"][a] = lab
    g["must_ask"] = bool(k.get("ask"))
    if k.get("ask"): g["why"] = k["ask"]
    if k.get("note"): g["note"] = k["note"]
    seen = " ".join([sp["file"]] + [str(x) for t in k.get("title", []) + k.get("foot", []) for x in (t if isinstance(t, list) else [t])]
                    + [c.h + " " + (c.fmt if c.num else "") for c in cols] + [str(r[j]) for r in rows for j, c in enumerate(cols) if not c.num]
                    + [str(x) for name, rs in list(k.get("extra", {}).items()) + list(k.get("before", {}).items()) for r in rs for x in r] + [k.get("sheet", ""), k.get("corner", "")] + [n for n, _ in k.get("groups", [])])
    g["currency_in_file"] = bool(sp["cur"] and re.search(CURTOK.get(sp["cur"], re.escape(sp["cur"])), seen, re.I))
    if g["channel"]: g["channel_in_file"] = g["channel"].lower() in seen.lower()
    if k.get("post"): k["post"](g, cols, rows)
    return g

CURTOK = {"RUB": r"руб|₽|\bр\.|rub\b|_rub|\bRUR\b", "USD": r"\$|usd", "EUR": r"€|eur", "GBP": r"£|gbp", "KZT": r"₸|тенге|kzt|тг\b", "TRY": r"\(TL\)|₺|\bTRY\b|\bTL\b", "UAH": r"грн|₴|uah", "PLN": r"zł|pln", "BRL": r"R\$|brl", "AUD": r"aud|A\$", "SEK": r"sek|\bkr\b", "TON": r"\bton\b"}

def numtxt(v, dec, k):
    s = "{:,.{}f}".format(v, dec)
    s = s.replace(",", "\0").replace(".", "\1")
    return s.replace("\0", k.get("thou", "")).replace("\1", k.get("dec", "."))

def cell_txt(c, v, k):
    if v is None: return k.get("nil", "")
    if isinstance(v, (dt.date,)): return v.isoformat()
    if c is None or not c.num: return v if isinstance(v, str) else str(v)
    s = numtxt(v, c.dec, k)
    return c.fmt.replace("{}", s) if c.fmt else s

def total_row(cols, rows, label):
    out = []
    for j, c in enumerate(cols):
        out.append(R2(sum((r[j] or 0) for r in rows)) if c.add else None)
    lj = next((j for j, c in enumerate(cols) if not c.num), 0)
    if cols[lj].num: lj = 0
    out[lj] = label
    return out

def grid(sp, cols, rows):
    """a list of (kind, cells) ; cells = list of (col|None, value)"""
    k = sp["k"]; sh = k.get("shape", ""); out = []
    hdr = [(None, c.h) for c in cols]
    wrap = lambda r: [(c, v) for c, v in zip(cols, r)]
    tl = k.get("total")
    if not sh or sh.startswith(("merged", "twohead", "sheets")):
        body = [wrap(r) for r in rows]
        if sh.startswith("merged"):
            for h in sh.split(":")[1].split(";"):
                j = [c.h for c in cols].index(h); prev = None
                for b in body:
                    v = b[j][1]
                    if v == prev: b[j] = (cols[j], None)
                    prev = v
        if sh.startswith("twohead"):
            top = []
            for name, n in k["groups"]: top += [(None, name)] + [(None, None)] * (n - 1)
            out.append(("head", top))
        out.append(("head", hdr))
        if tl and k.get("totpos") == "top": out.append(("total", wrap(total_row(cols, rows, tl))))
        out += [("row", b) for b in body]
        if tl and k.get("totpos") != "top": out.append(("total", wrap(total_row(cols, rows, tl))))
    elif sh == "transpose":
        for j, c in enumerate(cols):
            line = [(None, c.h)] + [(c, r[j]) for r in rows]
            if tl: line.append((None, tl) if j == 0 else (c, R2(sum((r[j] or 0) for r in rows)) if c.add else None))
            out.append(("head" if j == 0 else "row", line))
    elif sh.startswith("pivot"):
        _, rh, ch = sh.split(":"); H = [c.h for c in cols]; rj, cj = H.index(rh), H.index(ch)
        vj = next(j for j, c in enumerate(cols) if c.add)
        rv, cv = list(dict.fromkeys(r[rj] for r in rows)), list(dict.fromkeys(r[cj] for r in rows))
        get = {(r[rj], r[cj]): r[vj] for r in rows}
        out.append(("head", [(None, k.get("corner", rh))] + [(None, x) for x in cv] + ([(None, tl)] if tl else [])))
        for a in rv:
            vals = [get.get((a, b)) for b in cv]
            out.append(("row", [(None, a)] + [(cols[vj], v) for v in vals] + ([(cols[vj], R2(sum(v or 0 for v in vals)))] if tl else [])))
        if tl:
            vals = [R2(sum(get.get((a, b)) or 0 for a in rv)) for b in cv]
            out.append(("total", [(None, tl)] + [(cols[vj], v) for v in vals] + [(cols[vj], R2(sum(vals)))]))
    elif sh == "long":
        dims = [j for j, c in enumerate(cols) if not c.num]; ms = [j for j, c in enumerate(cols) if c.num]
        nm = k.get("longnames", ("Показатель", "Значение"))
        out.append(("head", [(None, cols[j].h) for j in dims] + [(None, nm[0]), (None, nm[1])]))
        for r in rows:
            for j in ms: out.append(("row", [(cols[j], r[j2]) if False else (cols[j2], r[j2]) for j2 in dims] + [(None, cols[j].h), (cols[j], r[j])]))
    elif sh.startswith(("blocks", "subtotals")):
        h = sh.split(":", 1)[1]; bj = [c.h for c in cols].index(h)
        vals = list(dict.fromkeys(r[bj] for r in rows)); keep = [j for j in range(len(cols)) if j != bj or sh.startswith("sub")]
        cc = [cols[j] for j in keep]
        if not k.get("rehead"): out.append(("head", [(None, c.h) for c in cc]))
        for v in vals:
            rr = [[r[j] for j in keep] for r in rows if r[bj] == v]
            if sh.startswith("blocks"):
                out.append(("sect", [(None, v)]))
                if k.get("rehead"): out.append(("head", [(None, c.h) for c in cc]))
            out += [("row", list(zip(cc, r))) for r in rr]
            if k.get("sub"):
                out.append(("total", list(zip(cc, total_row(cc, rr, k["sub"].replace("{}", str(v)))))))
            if k.get("rehead"): out.append(("blank", []))
        if tl:
            out.append(("total", list(zip(cc, total_row(cc, [[r[j] for j in keep] for r in rows], tl)))))
    return out

def xl_cell(ws, i, j, c, v, k):
    if v is None:
        if k.get("nil") and c is not None and c.num: ws.cell(i, j, k["nil"])
        return
    cell = ws.cell(i, j)
    if c is not None and c.num and isinstance(v, (int, float)):
        if k.get("text"): cell.value = cell_txt(c, v, k); return
        if c.fmt == "{}%": cell.value = round(v / 100, 6); cell.number_format = "0.00%"; return
        cell.value = v
        if c.fmt.startswith("xl:"): cell.number_format = c.fmt[3:]
        elif "{}" in c.fmt:
            a, b = c.fmt.split("{}")
            cell.number_format = (('"%s"' % a) if a else "") + ("#,##0.00" if c.dec else "#,##0") + ((r'\ "%s"' % b.strip()) if b else "")
        elif c.dec: cell.number_format = "#,##0.00"
        elif c.add: cell.number_format = "#,##0"
    else:
        if isinstance(v, dt.date):
            cell.value = v; cell.number_format = k.get("xldate", "DD.MM.YYYY")
        else: cell.value = v

def put_sheet(ws, sp, cols, rows, title=True):
    k = sp["k"]; i = 1
    if title:
        for t in k.get("title", []):
            t = t if isinstance(t, list) else [t]
            for j, v in enumerate(t): 
                if v is not None: ws.cell(i, j + 1 + k.get("left", 0), v)
            if i == 1 and k.get("mergetitle"): ws.merge_cells(start_row=1, end_row=1, start_column=1, end_column=max(2, len(cols)))
            i += 1
    g = grid(sp, cols, rows); off = k.get("left", 0); start = i; run = {}
    mj = [[c.h for c in cols].index(h) for h in k["shape"].split(":")[1].split(";")] if k.get("shape", "").startswith("merged") else []
    for kind, cells in g:
        for j, (c, v) in enumerate(cells):
            xl_cell(ws, i, j + 1 + off, c, v, k)
            if kind in ("head", "total", "sect"): ws.cell(i, j + 1 + off).font = Font(bold=True)
            if j in mj and kind == "row":
                if v is not None:
                    run[j] = [i, i]; run.setdefault("all", []).append((j, run[j]))
                else: run[j][1] = i
        if kind == "sect" and k.get("mergesect"): ws.merge_cells(start_row=i, end_row=i, start_column=1, end_column=len(cols) - 1)
        if kind == "head" and k.get("shape", "").startswith("twohead") and i == start:
            p = 1 + off
            for name, n in k["groups"]:
                if n > 1: ws.merge_cells(start_row=i, end_row=i, start_column=p, end_column=p + n - 1)
                p += n
        i += 1
    for j, (a, b) in run.get("all", []):
        if b > a: ws.merge_cells(start_row=a, end_row=b, start_column=j + 1 + off, end_column=j + 1 + off)
    if title:
        for t in k.get("foot", []):
            t = t if isinstance(t, list) else [t]
            for j, v in enumerate(t):
                if v is not None: ws.cell(i, j + 1 + off, v)
            i += 1

def write(sp, cols, rows, out):
    k = sp["k"]; path = os.path.join(out, sp["file"])
    if sp["file"].endswith(".xlsx"):
        wb = Workbook(); wb.remove(wb.active)
        for name, rws in k.get("before", {}).items():
            ws = wb.create_sheet(name)
            for r in rws: ws.append(r)
        sh = k.get("shape", "")
        if sh.startswith("sheets:"):
            h = sh.split(":", 1)[1]; bj = [c.h for c in cols].index(h); keep = [j for j in range(len(cols)) if j != bj]
            for v in dict.fromkeys(r[bj] for r in rows):
                put_sheet(wb.create_sheet(str(v)[:31]), sp, [cols[j] for j in keep], [[r[j] for j in keep] for r in rows if r[bj] == v])
        else: put_sheet(wb.create_sheet(k.get("sheet", "Лист1")), sp, cols, rows)
        for name, rws in k.get("extra", {}).items():
            ws = wb.create_sheet(name)
            for r in rws: ws.append(r)
        wb.save(path)
    else:
        enc = k.get("enc", "utf-8")
        with open(path, "w", encoding=enc, newline="", errors="strict") as f:
            w = csv.writer(f, delimiter=k.get("sep", ","), lineterminator=k.get("eol", "\r\n"), quoting=k.get("quote", csv.QUOTE_MINIMAL))
            for t in k.get("title", []): w.writerow(t if isinstance(t, list) else [t])
            for kind, cells in grid(sp, cols, rows): w.writerow([cell_txt(c, v, k) for c, v in cells])
            for t in k.get("foot", []): w.writerow(t if isinstance(t, list) else [t])

def build(specs, out, goldpath):
    os.makedirs(out, exist_ok=True)
    golds, seen = [], set()
    for sp in specs:
        assert sp["file"] not in seen, sp["file"]; seen.add(sp["file"])
        try:
            cols, rows, bs, grain = gen(sp)
            write(sp, cols, rows, out)
            golds.append(gold_of(sp, cols, rows, bs, grain))
        except Exception as e:
            raise RuntimeError(sp["file"]) from e
        if not 3 <= len(rows) <= 40: print("rows?", sp["file"], len(rows))
    with open(goldpath, "w", encoding="utf-8") as f: json.dump(golds, f, ensure_ascii=False, indent=1)
    return golds

HERE = os.path.dirname(os.path.abspath(__file__))
W1, W2, OCT = "2026-11-01 x14", "2026-11-02 x7", "2026-10-01 x10"
Q0 = csv.QUOTE_ALL
# ------------------------------------------------------------------ ad cabinets
F("Campaign report.csv", "Google Ads UI, English, US dentist", "USD", W2, ["Day~D iso", "Campaign~K Brand – Search;Implants | NYC;PMax - Invisalign~campaign", "Campaign type~J campaign Search;Search;Performance Max", "Impr.~N 400 6000~i", "Clicks~Q i .02 .06~c", "CTR~E 100*c/i 2~~{}%", "Avg. CPC~E s/c 2", "Currency code~T USD", "Cost~Z c 1.2 4.5~s", "Conversions~Z c .03 .09~v", "Cost / conv.~E s/v 2", "Conv. rate~E 100*v/c 2~~{}%"], title=["Campaign report", "November 2, 2026 - November 8, 2026"], thou=",", lang="en", total="Total: Account")
F("Отчет по кампаниям.csv", "Google Ads UI на русском, магазин мебели", "KZT", W2, ["День~D dmy", "Кампания~K Поиск – диваны;КМС – кухни~campaign", "Код валюты~T KZT", "Показы~N 900 9000~i", "Клики~Q i .02 .05~c", "CTR~E 100*c/i 2~~{}%", "Ср. цена за клик~E s/c 2", "Стоимость~Z c 40 140~s", "Конверсии~Z c .02 .06~v", "Ценность конв.~Z v 9000 45000~r", "Ценность конв./стоимость~E r/s 2"], title=["Отчет по кампаниям", "2 ноября 2026 г. – 8 ноября 2026 г."], sep="\t", enc="utf-16", dec=",", thou="\u00a0", total="Итого: аккаунт")
F("Kampagnenbericht.csv", "Google Ads UI, Deutsch, Fahrradladen", "EUR", W2, ["Tag~D dmy", "Kampagne~K Marke_DE;E-Bikes Suche;Shopping~campaign", "Währungscode~T EUR", "Impr.~N 500 9000~i", "Klicks~Q i .01 .05~c", "CTR~E 100*c/i 2~~{} %", "Durchschn. CPC~E s/c 2", "Kosten~Z c .4 1.6~s", "Conversions~Z c .02 .05~v", "Conv.-Wert~Z v 300 1400~r", "Conv.-Wert/Kosten~E r/s 2"], title=["Kampagnenbericht", "2. November 2026 - 8. November 2026"], sep=";", dec=",", thou=".", enc="utf-8-sig", lang="de", total="Gesamt: Konto")
F("Informe de campaña.csv", "Google Ads UI, español, academia de inglés", "EUR", W2, ["Día~D loc_es", "Campaña~K Búsqueda Marca;Cursos B2 Madrid~campaign", "Impr.~N 300 5000~i", "Clics~Q i .02 .06~c", "CTR~E 100*c/i 2~~{} %", "CPC medio~E s/c 2", "Coste~Z c .5 2.1~s", "Conversiones~Z c .03 .08~v", "Coste/conv.~E s/v 2"], title=["Informe de campaña", "2 de noviembre de 2026 - 8 de noviembre de 2026"], sep=";", dec=",", thou=".", lang="es")
F("Rapport sur les campagnes.csv", "Google Ads UI, français, hôtel", "EUR", W2, ["Jour~D iso", "Campagne~K Marque FR;Hôtel Nice générique;Remarketing~campaign", "Code de devise~T EUR", "Impr.~N 300 7000~i", "Clics~Q i .02 .05~c", "Taux de clics~E 100*c/i 2~~{} %", "CPC moy.~E s/c 2", "Coût~Z c .5 1.9~s", "Conversions~Z c .01 .06~v", "Valeur de conv.~Z v 120 410~r"], title=["Rapport sur les campagnes", "2 novembre 2026 - 8 novembre 2026"], sep="\t", enc="utf-16", dec=",", thou="\u202f", lang="fr")
F("Relatório da campanha (2).csv", "Google Ads UI, português BR, loja de roupas", "BRL", W2, ["Dia~D d/m/y", "Campanha~K Pesquisa Marca;Shopping Feminino~campaign", "Código da moeda~T BRL", "Impr.~N 900 15000~i", "Cliques~Q i .01 .04~c", "CTR~E 100*c/i 2~~{}%", "CPC méd.~E s/c 2", "Custo~Z c .6 1.9~s", "Conversões~Z c .01 .03~v", "Valor conv.~Z v 120 380~r"], dec=",", thou=".", lang="pt", title=["Relatório da campanha", "2 de novembro de 2026 - 8 de novembro de 2026"], total="Total: Conta")
F("Search terms report (1).csv", "Google Ads search terms, locksmith", "GBP", "2026-10-01 2026-10-31", ["Search term~K emergency locksmith;locksmith near me;car key replacement;upvc door lock repair;safe opening;24h locksmith london;lock change cost~keyword", "Match type~J keyword Phrase match;Phrase match;Exact match;Broad match;Broad match;Exact match;Broad match", "Added/Excluded~T None", "Campaign~J keyword Emergency;Emergency;Auto;Doors;Doors;Emergency;Doors~campaign", "Ad group~J keyword General;General;Keys;uPVC;Safes;General;Cost~adgroup", "Currency code~T GBP", "Clicks~N 5 140~c", "Impr.~Q c 8 20~i", "CTR~E 100*c/i 2~~{}%", "Avg. CPC~E s/c 2", "Cost~Z c 3 9~s", "Conversions~Q c .1 .2~v"], title=["Search terms report", "October 1, 2026 - October 31, 2026"], lang="en", total="Total: Search terms")
F("Untitled report (4).xlsx", "Google Ads report editor, devices, with All conv.", "USD", "2026-08-01 x3m", ["Month~D mon_en", "Device~K Mobile phones;Computers;Tablets~device", "Impressions~N 5000 90000~i", "Interactions~Q i .01 .04~c", "Interaction rate~E 100*c/i 2~~{}%", "Cost~Z c .8 2.2~s~${}", "Conversions~Q c .02 .05~v", "All conv.~Q v 1.2 1.8~o", "View-through conv.~N 0 30~o", "All conv. value~Z v 60 140~r~${}"], sheet="Untitled report", lang="en", title=["Untitled report", "August 1, 2026 - October 31, 2026"])
F("Acme-Campaigns-Nov-1-2026-Nov-14-2026.csv", "Meta Ads Manager English, skincare shop", "USD", "2026-11-01 2026-11-14", ["Reporting starts~D iso", "Reporting ends~D end", "Campaign name~K ASC | Broad | US;RTG_DPA_30d;Prospecting LAL 3%;TOF - Video views;Black Friday teaser;Creator whitelisting~campaign", "Campaign delivery~R active;inactive", "Results~N 4 160~v", "Result indicator~T actions:offsite_conversion.fb_pixel_purchase", "Reach~rc=N 9000 80000", "Frequency~E i/rc 2", "Cost per results~E s/v 2", "Amount spent (USD)~M 200 4000~s", "Impressions~N 90000 300000~i", "Link clicks~Q i .008 .02~c", "Purchases conversion value~Z v 40 95~r", "Purchase ROAS (return on ad spend)~E r/s 2"], lang="en", quote=csv.QUOTE_NONNUMERIC)
F("Кампании-1-нояб.-2026-г.-14-нояб.-2026-г..csv", "Meta Ads Manager на русском, салон красоты в Алматы", "USD", W2, ["Дата начала отчетности~D iso", "Дата окончания отчетности~D end", "Название кампании~K Лиды_маникюр;Инст_трафик~campaign", "Результаты~N 2 25~v", "Охват~Q i .4 .8", "Показы~N 3000 9000~i", "Цена за результат~E s/v 2", "Сумма затрат (USD)~M 5 60~s", "Клики по ссылке~Q i .01 .03~c", "CTR (по ссылке)~E 100*c/i 2"], enc="utf-8-sig")
F("Meta_Leads_adsets.xlsx", "Meta lead forms by ad set, solar installer", "AUD", W2, ["Day~D xl", "Ad set name~K NSW 35-65;VIC Homeowners~adset", "Currency~T AUD", "Amount spent~M 40 300~s", "Impressions~N 2000 15000~i", "Clicks (all)~Q i .01 .05~o", "Outbound clicks~Q i .004 .012~c", "On-Facebook leads~N 0 12~l", "Cost per lead~E s/l 2"], lang="en", xldate="yyyy-mm-dd", sheet="Raw Data Report", note="clicks: outbound clicks or clicks (all)", post=lambda g, c, r: g["sums"].__setitem__("clicks", [g["sums"]["clicks"], g["own"]["Clicks (all)"]]))
F("Werbeanzeigen-Bericht.csv", "Meta auf Deutsch, Möbelhaus", "EUR", W2, ["Tag~D iso", "Kampagnenname~K Herbst-Sale;Retargeting WK~campaign", "Ausgegebener Betrag (EUR)~M 30 260~s", "Impressionen~N 4000 30000~i", "Link-Klicks~Q i .006 .02~c", "In den Einkaufswagen~Q c .05 .15~o", "Käufe~Q c .01 .04~v", "Conversion-Wert für Käufe~Z v 90 400~r"], lang="de", sep=";", dec=",")
F("TikTok_Ads_Campaign_20261108.xlsx", "TikTok Ads Manager, game studio", "USD", W2, ["By Day~D iso", "Campaign name~K AOS_US_VBO;iOS_US_AEO;AOS_BR_Install~campaign", "Cost~M 60 900~s", "CPC (destination)~E s/c 2", "CPM~E 1000*s/i 2", "Impressions~N 20000 190000~i", "Clicks (destination)~Q i .004 .012~c", "Conversions~Q c .05 .2~v", "Cost per conversion~E s/v 2", "Conversion rate (CVR)~E 100*v/c 2~~{}%", "2-second video views~Q i .2 .4~o"], sheet="Sheet1", lang="en", total="Total of 21 results", text=True)
F("Campaign_Performance_Report.csv", "Microsoft Advertising, insurance broker", "USD", W2, ["Gregorian date~D mdy2", "Account name~T BrokerPlus", "Campaign name~K Auto Insurance - Exact;Home Insurance - Broad~campaign", "Device type~K Computer;Smartphone~device", "Currency code~T USD", "Impressions~N 50 1800~i", "Clicks~Q i .02 .06~c", "CTR~E 100*c/i 2~~{}%", "Average CPC~E s/c 2", "Spend~Z c 3 8~s", "Avg. position~M 1 3", "Conversions~Q c .02 .08~v", "Revenue~Z v 30 90~r"], title=["Report Name: Campaign_Performance_Report", "Report Time: 11/2/2026 - 11/8/2026", "Time Zone: (GMT-08:00) Pacific Time", "Last Completed Available Day: 11/9/2026 10:15:00 PM (GMT)", "Report Filter: ", ""], foot=["©2026 Microsoft Corporation. All rights reserved. "], lang="en", quote=Q0)
F("account_512_campaign_performance_report.csv", "LinkedIn Campaign Manager, B2B SaaS", "EUR", W2, ["Start Date (in UTC)~D mdy", "Account Name~T SaaSly GmbH", "Currency~T EUR", "Campaign Group Name~J campaign Brand;Demand;Demand", "Campaign Name~K CFO DACH | Single image;HR Leaders | Lead gen;IT Ops | Video~campaign", "Total Spent~M 40 220~s", "Impressions~N 900 5000~i", "Clicks~Q i .004 .015~c", "Click Through Rate~E 100*c/i 2~~{}%", "Average CPM~E 1000*s/i 2", "Total Engagements~Q c 1.1 1.6~o", "Conversions~N 0 3~v", "Leads~N 0 5~l", "Cost per Lead~E s/l 2"], title=["Campaign Performance Report (in UTC)", ["Report Start: November 2, 2026, 12:00 AM"], ["Report End: November 8, 2026, 11:59 PM"], ["Date Generated: November 9, 2026, 9:12 AM"], ""], sep="\t", enc="utf-16", lang="en")
F("pinterest-ads-report.csv", "Pinterest Ads, home decor", "USD", W2, ["Date~D iso", "Campaign name~K Fall wreaths;Wall art catalog~campaign", "Spend in account currency~M 10 120~s", "Paid impressions~N 4000 30000~i", "Paid Pin clicks~Q i .006 .02~o", "Paid outbound clicks~Q i .003 .008~c", "Paid saves~Q i .001 .004~o", "Total conversions (checkout)~Q c .02 .06~v", "Total order value (checkout)~Z v 35 110~r", "ROAS (checkout)~E r/s 2"], lang="en", note="currency is not in the file; USD is the account's", post=lambda g, c, r: g["sums"].__setitem__("clicks", [g["sums"]["clicks"], g["own"]["Paid Pin clicks"]]))
F("snapchat_ads_export.csv", "Snapchat Ads, streetwear", "USD", W2, ["Start time~D isoZ", "Campaign Name~K Drop 12;Lens AR Test~campaign", "Amount Spent~M 20 190~s", "Paid Impressions~N 6000 60000~i", "Swipe Ups~Q i .004 .012~c", "eCPSU~E s/c 2", "Purchases~Q c .01 .05~v", "Purchases Value~Z v 40 120~r"], lang="en")
F("X Ads campaigns 02-08 Nov.xlsx", "X (Twitter) Ads, conference", "USD", W2, ["Time period~D en", "Campaign~K DevConf early bird;DevConf keynote~campaign", "Spend~M 20 210~s~${}", "Impressions~N 8000 50000~i", "Link clicks~Q i .003 .009~c", "CPLC~E s/c 2", "Post engagements~Q i .01 .03~o", "Site visits~Q c .5 .8~o", "Registrations~Q c .02 .08~l"], lang="en", sheet="Campaigns", note="registrations: leads or conversions", post=lambda g, c, r: g["sums"].__setitem__("conversions", g["sums"]["leads"]))
F("Sponsored Products Campaign report.xlsx", "Amazon Ads SP, kitchen brand", "USD", "2026-10-05 x7", ["Date~D enl", "Portfolio name~T Kitchen", "Currency~T USD", "Campaign Name~K SP_Auto_Peeler;SP_KW_Garlic press~campaign", "Impressions~N 2000 19000~i", "Clicks~Q i .003 .01~c", "Click-Thru Rate (CTR)~E 100*c/i 2~~{}%", "Cost Per Click (CPC)~E s/c 2", "Spend~Z c .5 1.6~s", "7 Day Total Orders (#)~Q c .06 .15~v", "7 Day Total Units (#)~u=Q v 1 1.3~o", "7 Day Total Sales ~Z v 15 29~r", "Total Advertising Cost of Sales (ACOS) ~E 100*s/r 2~~{}%"], lang="en", sheet="Sponsored Product Campaigns Repo"[:31])
F("asa_campaigns_daily.csv", "Apple Search Ads, meditation app", "USD", W2, ["Date~D iso", "Campaign Name~K US - Brand;US - Generic;UK - Competitors~campaign", "Ad Channel Type~T Search", "Impressions~N 200 3000~i", "Taps~Q i .04 .12~c", "TTR~E 100*c/i 2~~{}%", "Spend~Z c .8 2.6~s", "Avg CPT~E s/c 2", "Installs (Tap-Through)~Q c .3 .6~v", "New Downloads (Tap-Through)~nd=Q v .7 .9~o", "Redownloads (Tap-Through)~E v-nd 0~o", "Avg CPA (Tap-Through)~E s/v 2"], lang="en", ch="Apple Search Ads", title=["Campaigns", "Nov 2, 2026 - Nov 8, 2026", "Currency: USD"])
F("Мастер отчётов 02.11-08.11.csv", "Яндекс Директ, мастер отчётов, окна", "RUB", W2, ["Дата~D dmy", "Кампания~K Окна_Поиск_МСК;Окна_РСЯ_МО~campaign", "№ Кампании~J campaign 71204411;71204412", "Показы~N 800 22000~i", "Клики~Q i .008 .05~c", "CTR (%)~E 100*c/i 2", "Расход (руб.)~Z c 18 90~s", "Ср. цена клика (руб.)~E s/c 2", "Отказы (%)~M 9 31", "Глубина (стр.)~M 1 3", "Конверсия (%)~E 100*v/c 2", "Цена цели (руб.)~E s/v 2", "Конверсии~Q c .01 .05~v"], title=["Отчёт по дням за период 02.11.2026 - 08.11.2026, клиент okna-teplo", ""], sep=";", dec=",", enc="cp1251", total="Всего")
F("direct_otchet_s_dohodom.xlsx", "Яндекс Директ с доходом, магазин техники", "RUB", "2026-09-01 x3m", ["Месяц~D mon_rul", "Тип площадки~K поиск;сети~placement", "Устройство~K смартфоны;десктоп;планшеты~device", "Показы~N 10000 300000~i", "Клики~Q i .01 .04~c", "CTR (%)~E 100*c/i 2", "Расход, ₽ (с НДС)~Z c 12 40~s", "Конверсии (по данным Метрики)~Q c .01 .03~v", "Доход, ₽~Z v 2500 9000~r", "Рентабельность (%)~E 100*(r-s)/s 2"], sheet="Отчет", ch="Яндекс Директ")
F("Сводка_Директ_ключи.csv", "Директ, отчёт по условиям показа", "RUB", "2026-10-01 2026-10-31", ["Условие показа~K купить ламинат;ламинат 33 класс;---autotargeting;ламинат цена;паркетная доска;кварцвинил;укладка ламината;ламинат под ключ~keyword", "Группа~J keyword Общие;Класс;Авто;Общие;Доска;Кварц;Услуги;Услуги~adgroup", "Клики~N 4 400~c", "Показы~Q c 12 40~i", "CTR (%)~E 100*c/i 2", "Расход (руб.)~Z c 14 60~s", "Ср. расход за день (руб.)~E s/31 2", "Ср. позиция клика~M 1 4", "Конверсии~Q c .02 .06~v"], sep="\t", dec=",", title=["Отчет по условиям показа за период 01.10.2026 - 31.10.2026"], ch="Яндекс Директ", nil="-", zero=True)
F("Метрика_Источники_сводка.csv", "Яндекс Метрика, источники", "RUB", W2, ["Дата визита~D iso", "Последний значимый источник~K Переходы по рекламе;Переходы из поисковых систем;Прямые заходы~channel", "Визиты~N 200 3000~o", "Посетители~N 150 2500", "Отказы~M 9 31", "Глубина просмотра~M 1 4", "Время на сайте~R 00:01:22;00:02:45;00:00:58", "Достижения цели (Отправка формы)~N 0 40~l", "Электронная коммерция: покупки~N 0 25~v", "Электронная коммерция: доход~Z v 1500 5200~r"], totpos="top", total="Итого и средние", title=["Отчет: Источники, сводка. Период 02.11.2026-08.11.2026"])
F("Цели_Метрика_ноя.xlsx", "Метрика: цели по UTM, фитнес-клуб", None, "2026-11-01 2026-11-22", ["UTM Campaign~K brand_search;rsy_gym;vk_promo;tg_posev;(не определено)~campaign", "UTM Source~J campaign yandex;yandex;vk;telegram;(не определено)~channel", "Визиты~vis=N 300 5000~o", "% новых посетителей~M 40 90", "Цель «Заявка на пробную» — достижения~Q vis .02 .05~l", "Цель «Заявка на пробную» — конверсия, %~E 100*l/vis 2", "Цель «Покупка абонемента» — достижения~Q l .1 .4~v"], title=["01.11.2026 – 22.11.2026"], sheet="Метки UTM")
F("vk_ads_stat_campaigns.csv", "VK Реклама, доставка еды", "RUB", W2, ["Дата~D dmy", "Название кампании~K Суши | Лид-форма;Пицца | Сайт~campaign", "Показы~N 5000 40000~i", "Клики~Q i .003 .012~c", "CTR, %~E 100*c/i 2", "eCPC, ₽~E s/c 2", "Потрачено всего, ₽~Z c 15 45~s", "Результат~Q c .03 .1~v", "Цена за результат, ₽~E s/v 2"], sep=";", dec=",", enc="utf-8-sig", total="Итого")
F("VK_старый_кабинет.xls.csv", "VK старый кабинет, тренинги", "RUB", OCT, ["День~D rudot", "Потрачено (руб.)~M 400 3000~s", "Показы~N 9000 60000~i", "Переходы~Q i .003 .01~c", "Вступления~Q c .1 .3~o", "Скрыто объявлений~N 0 15~o", "eCPC~E s/c 2", "CTR~E 100*c/i 3"], sep=";", dec=",", enc="cp1251", ch="ВКонтакте")
F("mytarget_statistics.csv", "myTarget, застройщик", "RUB", W2, ["Дата~D iso", "Кампания~K ЖК Весна_лок;ЖК Весна_видео~campaign", "Показы~N 20000 90000~i", "Клики~Q i .001 .006~c", "Цели~Q c .01 .05~v", "Списано~Z c 25 80~s", "CPM~E 1000*s/i 2", "CR, %~E 100*v/c 2", "eCPA~E s/v 2"], sep=";", note="цели = conversions", ch=None)
F("telegram-ads-stats.csv", "Telegram Ads (TON), онлайн-курс", "TON", W1, ["day~D den", "Views~N 2000 20000~i", "Clicks~Q i .004 .012~c", "Joined~Q c .3 .6~v", "Spent, TON~Z c .1 .25~s"], sep="\t", ch="Telegram Ads", lang="en", note="Joined: conversions or own", post=lambda g, c, r: g["own"].__setitem__("Joined", g["sums"]["conversions"]))
F("Посевы ТГ + Telegram Ads.xlsx", "Telegram Ads через посредника, EUR", "EUR", W2, ["Дата показа~D dmy", "Канал размещения~K @biznes_daily;@startup_ru;@dengi24~placement", "Просмотры~N 500 9000~i", "Переходы в бота~Q i .01 .03~c", "Списание, €~Z c .3 .9~s~{} €", "Стартов бота~Q c .5 .8~l", "CPS, €~E s/l 2"], ch="Telegram Ads", note="стартов бота: leads or conversions or own", post=lambda g, c, r: (g["own"].__setitem__("Стартов бота", g["sums"]["leads"])))
F("Авито_статистика_объявлений.xlsx", "Авито, спецтехника", "RUB", "2026-10-01 2026-10-31", ["Номер объявления~Y 3310450012;3310450044;3310450101;3310450187;3310450203;3310450288", "Название~K Мини-экскаватор аренда;Манипулятор 5т;Автовышка 22м;Самосвал;Каток;Погрузчик~product", "Регион~J product Москва;Москва;Тула;Тула;Рязань;Москва~region", "Просмотры~pr=N 90 1500~o", "Добавили в избранное~N 1 40~o", "Контакты~Q pr .02 .07~l", "Конверсия в контакт, %~E 100*l/pr 2", "Расходы на продвижение, ₽~M 500 9000~s", "Цена контакта, ₽~E s/l 2"], ch="Авито", title=["Статистика по объявлениям с 01.10.2026 по 31.10.2026"])
F("WB_реклама_статистика.xlsx", "Wildberries Продвижение, одежда", "RUB", W2, ["Дата~D dmy", "Артикул WB~K 145220118;145220931~product", "Название~J product Лонгслив серый;Худи чёрное", "Показы~N 2000 40000~i", "Клики~Q i .02 .05~c", "CTR(%)~E 100*c/i 2", "CPC(₽)~E s/c 2", "Затраты, ₽~Z c 3 11~s", "Добавления в корзину~kz=Q c .05 .12~o", "Заказанные товары, шт~Q kz .2 .5~v", "CR(%)~E 100*v/c 2", "Сумма заказов, ₽~Z v 1400 2600~r"], ch="Wildberries", sheet="Товары")
F("WB_воронка_продаж.xlsx", "Wildberries, воронка: заказы и выкупы", "RUB", W2, ["Дата~D dmy", "Артикул продавца~K ДЖ-01;ДЖ-02;КУРТ-7~product", "Переходы в карточку~pk=N 200 3000~c", "Положили в корзину~kz=Q pk .06 .14~o", "Заказали, шт~z=Q kz .25 .5~v", "Выкупили, шт~b=Q z .4 .9~v", "Отменили, шт~E z-b 0~o", "Процент выкупа~E 100*b/z 2", "Заказали на сумму, ₽~zs=Z z 1500 3100~r", "Выкупили на сумму, ₽~bs=E zs*b/max(z,1) 2~r", "Отменили на сумму, ₽~E zs-bs 2~o", "Средняя цена, ₽~M 1500 3100"], ch="Wildberries", note="переходы в карточку: clicks or own", post=lambda g, c, r: g["own"].__setitem__("Переходы в карточку", g["sums"]["clicks"]))
F("Ozon_Трафареты_02-08.csv", "Ozon Performance, трафареты, товары для дома", "RUB", W2, ["День~D dmy", "ID заказа~T 9931204", "sku~K 8123001;8123002~product", "Название товара~J product Органайзер;Корзина для белья", "Показы~N 900 22000~i", "Клики~Q i .01 .04~c", "CTR (%)~E 100*c/i 2", "В корзину~Q c .05 .2~o", "Средняя стоимость клика, ₽~E s/c 2", "Расход, ₽, с НДС~Z c 4 14~s", "Заказы~Q c .02 .07~v", "Продажи, ₽~Z v 600 1900~r", "Заказы модели~om=N 0 3~o", "Продажи с заказов модели, ₽~Z om 600 1900~o", "ДРР, %~E 100*s/r 2"], sep=";", dec=",", enc="utf-8-sig", title=["Кампания по продвижению товаров № 9931204, период 02.11.2026-08.11.2026"], ch="Ozon", total="Всего")
F("Ozon Аналитика.xlsx", "Ozon графики: показы и заказано", "RUB", "2026-10-26 x14", ["День~D xl", "Показы всего~N 20000 80000~i", "Показы в поиске и категории~Q i .6 .8~o", "Посещения карточки товара~pc=Q i .03 .06~o", "В корзину~kz=Q pc .1 .2~o", "Конверсия в корзину, %~E 100*kz/pc 2", "Заказано товаров~Q kz .2 .4~v", "Доставлено товаров~dl=Q v .6 .9~o", "Возвращено товаров~N 0 4~o", "Заказано на сумму~Z v 700 1500~r"], ch="Ozon", totpos="top", total="Итого и среднее")
F("yamarket_boost.xlsx", "Яндекс Маркет, буст продаж", "RUB", "2026-10-05 x5w", ["Неделя~D wk", "Категория~K Чайники;Пылесосы~category", "Показы с бустом~N 9000 80000~i", "Клики с бустом~Q i .01 .03~c", "Заказано с бустом, шт.~Q c .02 .06~v", "Доставлено, шт.~Q v .7 .95~o", "Начислено за буст, ₽~Z v 90 320~s", "Выручка от заказов, ₽~Z v 2400 7000~r", "Доля расходов, %~E 100*s/r 2"], ch="Яндекс Маркет", sheet="Буст продаж, отчёт")
F("criteo_campaign_stats.csv", "Criteo, fashion retailer", "EUR", W2, ["Day~D iso", "Campaign~K Retargeting Web;Acquisition~campaign", "Displays~N 30000 250000~i", "Clicks~Q i .003 .008~c", "Cost~Z c .2 .5~s", "Sales (PV30PC30)~Q c .01 .03~v", "Revenue generated (PV30PC30)~Z v 60 130~r", "COS~E 100*s/r 2~~{}%", "Cost per order~E s/v 2"], lang="en", sep=";", title=[], foot=[], note="Sales here is a count of orders")
F("taboola_history.csv", "Taboola, finance content", "USD", OCT, ["Date~D mdy", "Campaign~K Debt Quiz - Desktop;Debt Quiz - Mobile~campaign", "Clicks~N 200 3000~c", "Served Impressions~Q c 300 600~o", "Viewable Impressions~Q c 200 290~i", "vCTR~E 100*c/i 2~~{}%", "Actual CPC~E s/c 3", "Spent~Z c .3 .7~s~${}", "Conversions~Q c .005 .02~v", "CPA~E s/v 2"], thou=",", lang="en", note="impressions: viewable or served", post=lambda g, c, r: g["sums"].__setitem__("impressions", [g["sums"]["impressions"], g["own"]["Served Impressions"]]))
F("outbrain_promoted.csv", "Outbrain, book publisher", "USD", W2, ["Day~D den", "Promoted Content Title~K 10 Novels To Read;Why Everyone Quits~creative", "Impr.~N 50000 400000~i", "Clicks~Q i .0006 .002~c", "Spend~Z c .25 .6~s", "Avg. CPC~E s/c 3", "Conv.~Q c .01 .05~v", "Conv. Rate~E 100*v/c 2~~{}%"], lang="en", ch="Outbrain")
F("reddit_ads.csv", "Reddit Ads, indie game", "USD", W2, ["Date~D iso", "Campaign Name~K Wishlist push;Demo launch~campaign", "Impressions~N 20000 120000~i", "Clicks~Q i .003 .009~c", "Amount Spent (USD)~Z c .2 .6~s", "eCPM (USD)~E 1000*s/i 2", "CPC (USD)~E s/c 2", "CTR~E 100*c/i 3", "Key Conversion Total Items~Q c .02 .05~v"], lang="en")
F("Quora Ads Manager.csv", "Quora Ads, tutoring", "USD", W2, ["Date~D mdy", "Campaign Name~K SAT Questions;Essay help~campaign", "Impressions~N 4000 30000~i", "Clicks~Q i .003 .01~c", "Spend~Z c .6 1.4~s", "Generate Lead Conversions~Q c .02 .08~l", "CPA~E s/l 2"], lang="en")
F("spotify_ad_studio.csv", "Spotify Ad Studio, festival", "USD", W2, ["DATE~D iso", "AD SET~K Indie fans 18-24;Podcast listeners~adset", "IMPRESSIONS~N 3000 22000~i", "REACH~Q i .5 .9", "FREQUENCY~M 1 3", "CLICKS~Q i .001 .004~c", "SPEND~Z i .012 .02~s", "AD COMPLETES (100%)~Q i .7 .9~o", "NEW LISTENERS~N 2 90~o"], lang="en", ch="Spotify")
F("DV360_IO_report.csv", "DV360 insertion orders, airline", "USD", W2, ["Date~D y/m/d", "Insertion Order~K IO_Prosp_Display;IO_YT_Reach~campaign", "Advertiser Currency~T USD", "Impressions~N 80000 600000~i", "Billable Impressions~Q i .95 .99~o", "Clicks~Q i .0005 .002~c", "Revenue (Adv Currency)~Z i .003 .006~s", "Media Cost (Advertiser Currency)~Z s .78 .88~o", "Total Conversions~N 2 60~v", "Complete Views (Video)~Q i .2 .5~o"], lang="en", foot=["", ["Report Time:", "2026/11/09 08:10 GMT"], ["Date Range:", "2026/11/02 to 2026/11/08"], ["Group By:", "Date"]], note="in DV360 'Revenue (Adv Currency)' is what the advertiser pays = spend, never revenue; Media cost is the other honest reading", post=lambda g, c, r: g["sums"].__setitem__("spend", [g["sums"]["spend"], g["own"]["Media Cost (Advertiser Currency)"]]))
F("CM360_standard.csv", "Campaign Manager 360, bank", None, W2, ["Date~D iso", "Campaign~T Card_Q4_2026", "Site (CM360)~K nytimes.com;espn.com;weather.com~placement", "Impressions~N 20000 200000~i", "Clicks~Q i .0004 .0015~c", "Click Rate~E 100*c/i 3~~{}%", "Active View: Viewable Impressions~Q i .5 .7~o", "Click-through Conversions~ct=N 0 9", "View-through Conversions~vt=N 2 30", "Total Conversions~E ct+vt 0~v"], lang="en", title=["CM360 standard report", ["Account ID", "912301"], ["Date Range", "11/2/26 - 11/8/26"], "", "Report Fields"], total="Grand Total:", post=lambda g, c, r: g["own"].update({h: sum(x[j] for x in r) for j, h in ((7, "Click-through Conversions"), (8, "View-through Conversions"))}) or g.__setitem__("never_sum", ["Click Rate"]))
F("ttd_performance.xlsx", "The Trade Desk, pharma OTC", "USD", W2, ["Date~D xl", "Ad Group~K CTV - Allergy;Display - Cold~adset", "Impressions~N 30000 200000~i", "Clicks~Q i .0004 .002~c", "Advertiser Cost (USD)~Z i .008 .022~s", "Advertiser CPM (USD)~E 1000*s/i 2", "Player Completed Views~Q i .2 .9~o", "01 - Total Click + View Conversions~N 0 25~v"], lang="en", sheet="Data", xldate="m/d/yyyy")
F("Adform_kampanie.xlsx", "Adform po polsku, bank", "PLN", W2, ["Data~D xl", "Kampania~K Konto_PL_Q4;Kredyt_Display~campaign", "Odsłony reklamy~N 20000 200000~i", "Kliknięcia~Q i .0006 .003~c", "CTR~E 100*c/i 2~~{}%", "Koszt netto (PLN)~Z i .01 .02~s", "Konwersje (ostatni klik)~N 0 14~v", "eCPM~E 1000*s/i 2"], lang="pl")
# ------------------------------------------------------------------ BI and ETL
F("Looker Studio_Untitled Page_Table.csv", "Looker Studio table export, furniture, GA4 + cost", "USD", W2, ["Date~D en", "Session default channel group~K Paid Search;Paid Social;Display;Paid Shopping~channel", "Sessions~ss=N 100 3000~o", "Engaged sessions~Q ss .4 .7~o", "Key events~N 0 40~v", "Total revenue~Z v 40 190~r~${}", "Ad cost~a=M 0 300~s~${}"], lang="en", thou=",", nil="null")
F("looker_pacing.csv", "Looker Studio, agency pacing table", "GBP", "2026-09-07 x6w", ["ISO week~D wkiso", "Client~T Bright Smiles", "Platform~K Google;Meta~channel", "Media Cost~M 400 2600~s~£{}", "% Δ Cost~M -20 40~~{}%", "Impr~N 20000 200000~i", "Link Clks~Q i .006 .03~c", "Enqs~Q c .02 .05~l", "CPE~E s/l 2~~£{}", "Bkd Appts~Q l .2 .6~v"], lang="en", thou=",", total="Grand total")
F("data (7).csv", "Power BI visual export, retail", "EUR", "2026-07-01 x4m", ["Year~D year", "Month~D mon_en", "Channel Grouping~K Paid Social;SEA;Affiliate~channel", "Sum of Spend EUR~M 2000 19000~s", "Sum of Orders~N 60 900~v", "Sum of Net Sales EUR~Z v 50 90~r", "Sum of Cost of Sales %~E 100*s/r 2"], lang="en", enc="utf-8-sig")
F("PowerBI_выгрузка_маркетинг.xlsx", "Power BI на русском, банкротство физлиц", "RUB", "2026-08-01 x4m", ["Месяц~D mon_rug", "Источник_группа~K Контекст;Таргет;SEO;Партнёры~channel", "Сумма по полю Затраты~M0 40000 400000~s", "Сумма по полю Показы~N 10000 90000~i", "Количество Обращения~N 30 300~l", "Количество Договоры~Q l .05 .15~v", "Сумма по полю Поступления~Z0 v 90000 150000~r", "Среднее по полю CPL~E s/l 2"], title=["Примененные фильтры: Регион = Поволжье; Год = 2026", ""], sheet="Export")
F("Supermetrics_FB+GA.xlsx", "Supermetrics in Google Sheets, shoes", "USD", W2, ["Date~D xl", "Data source name~K Facebook Ads;Google Ads~channel", "Campaign name~J channel PRO_Boots;Search_Boots~campaign", "Cost (USD)~M 90 800~s", "Impressions~N 9000 60000~i", "Clicks~Q i .008 .02~c", "CPC (USD)~E s/c 2", "Website purchases~Q c .01 .04~v", "Website purchase conversion value (USD)~Z v 70 150~r"], lang="en", xldate="yyyy-mm-dd", sheet="SupermetricsQueries_out", extra={"About": [["Query ID", "c0ffee12"], ["Last refreshed", "2026-11-09 06:00"]]})
F("funnel_export.tsv", "Funnel.io export, telco", "SEK", W2, ["Date~D iso", "Traffic source~K adwords;facebook;tiktok~channel", "Common_Cost__Currency_SEK~M 900 9000~s", "Common_Impressions~N 9000 90000~i", "Common_Clicks~Q i .008 .03~c", "Conv_Total_Signups~Q c .01 .04~v"], sep="\t", lang="en")
F("windsor_blend.csv", "Windsor.ai blended, pet food", "EUR", W2, ["date~D iso", "source~K google;meta;bing~channel", "campaign~J channel pf_brand;pf_adv;pf_brand_b~campaign", "spend~M 30 400~s", "totalcost~E s*1.05 2~o", "impressions~N 900 20000~i", "clicks~Q i .01 .03~c", "conversions~Q c .02 .06~v", "conversion_value~Z v 20 60~r"], lang="en", note="totalcost = spend + fee: spend or a second reading", post=lambda g, c, r: g["sums"].__setitem__("spend", [g["sums"]["spend"], g["own"]["totalcost"]]))
F("airbyte_google_ads_campaigns.csv", "Airbyte raw Google Ads stream, micros", "USD", W2, ["_airbyte_extracted_at~T 2026-11-09T03:11:20Z", "segments.date~D iso", "campaign.id~J cn 18833001;18833002", "campaign.name~cn=K us_search_core;us_pmax~campaign", "customer.currency_code~T USD", "metrics.cost_micros~N 12000000 290000000~s", "metrics.impressions~N 900 19000~i", "metrics.clicks~Q i .01 .04~c", "metrics.ctr~E c/i 6", "metrics.average_cpc~E s/c 2", "metrics.conversions~Q c .02 .05~v", "metrics.conversions_value~Z v 30 90~r"], scale={"metrics.cost_micros": 1e-6}, lang="en")
F("fivetran_facebook_ads__campaign_report.csv", "Fivetran dbt package mart, SaaS", "USD", W2, ["source_relation~T fb_us", "date_day~D isoT", "account_name~T Notely US", "campaign_name~K NA_Trial_Broad;NA_RTG~campaign", "clicks~N 50 900~c", "impressions~Q c 60 120~i", "spend~Z c .7 2.2~s", "conversions~Q c .01 .05~v", "conversions_value~Z v 19 49~r"], lang="en")
F("mart_paid_media_daily.csv", "dbt mart of a marketplace", "USD", W2, ["dt~D iso", "utm_source_norm~K google_cpc;meta_cpc~channel", "geo_tier~K T1;T2~region", "cost_usd~M 50 700~s", "imps~N 9000 60000~i", "clks~Q i .006 .02~c", "signups_cnt~Q c .05 .1~l", "first_txn_cnt~Q l .2 .4~v", "gmv_usd~Z v 40 120~r", "take_rate_pct~M 8 14"], lang="en")
F("1С_Затраты_на_рекламу.xlsx", "1С:УНФ, отчёт по статьям затрат", "RUB", "2026-08-01 x3m", ["Статья затрат~K Яндекс Директ;Авито продвижение;Листовки;Радио Дача~channel", "Период, месяц~D mon_rug", "Количество заказов~N 5 120~v", "Сумма, руб.~M 9000 190000~s", "Сумма продаж, руб.~Z v 6000 15000~r", "Рентабельность, %~E 100*(r-s)/s 2"], catfirst=True, shape="merged:Статья затрат", title=["Затраты на рекламу", "Период: 01.08.2026 - 31.10.2026", "Организация: ООО \"Ремонт Плюс\"", ""], total="Итого", sheet="TDSheet")
F("1С_ведомость_реклама_по_дням.csv", "1С выгрузка в csv", "RUB", OCT, ["Дата документа~D dmy", "Контрагент~K ООО Яндекс;ООО ВК~channel", "Сумма без НДС~M 3000 12000~s", "НДС~nds=E round(s*.22,2) 2~o", "Сумма с НДС~t=E s+round(s*.22,2) 2~s"], sep=";", dec=",", thou="\u00a0", enc="cp1251", total="Итого", note="spend with or without VAT")
F("Roistat_Источники.csv", "Roistat, аналитика по каналам, ремонт квартир", "RUB", "2026-11-01 2026-11-21", ["Канал~K Яндекс.Директ;VK Реклама;SEO;Авито;Прямые визиты;2ГИС~channel", "Визиты~vis=N 100 4000~o", "Расходы~N 5000 190000~s", "CPL~E s/l 2", "Заявки~Q vis .01 .03~l", "Конверсия в заявки, %~E 100*l/vis 2", "Продажи~Q l .1 .3~v", "Выручка~Z0 v 40000 180000~r", "Себестоимость~Z0 r .4 .6~o", "Прибыль~pr=E r-s 0~o", "ROI, %~E 100*(r-s)/s 2"], sep=";", title=["Период: 01.11.2026 — 21.11.2026"])
F("roistat-отчет-менеджеры.xlsx", "Roistat по дням и менеджерам", "RUB", "2026-11-02 x5", ["Дата создания заявки~D dmy", "Ответственный~K Иванова;Петров;Ким~manager", "Лидов~N 3 25~l", "Сделок в работе~Q l .3 .5~o", "Оплачено~Q l .1 .4~v", "Сумма оплат~Z0 v 12000 60000~r", "Ср. чек~E r/v 0"], total="Всего", text=False)
F("Calltouch_журнал_сводный.csv", "Calltouch, сводка по источникам, автосервис", "RUB", W2, ["Дата~D dmy", "Источник / канал~K yandex / cpc;vk / cpc;2gis / maps~channel", "Сессии~N 30 500~o", "Звонки~zv=N 0 20~o", "Уникальные звонки~Q zv .7 1~o", "Целевые звонки~cz=Q zv .4 .8~o", "Заявки~za=N 0 9~o", "Уникально-целевые лиды~E cz+za 0~l", "Стоимость рекламы~M0 0 6000~s"], sep=";", enc="cp1251", note="leads: unique target leads; or calls + forms", post=lambda g, c, r: g["sums"].__setitem__("leads", [g["sums"]["leads"], g["own"]["Звонки"] + g["own"]["Заявки"], g["own"]["Заявки"]]))
F("CoMagic_обращения.xlsx", "CoMagic/UIS сводный отчёт, ЖК", "RUB", "2026-08-01 x4m", ["Месяц обращения~D my", "Рекламная кампания~K Контекст ЖК Лес;Наружка М-7;ЦИАН~campaign", "Бюджет РК~M0 90000 900000~s", "Обращений всего~N 20 190~l", "из них качественных~kq=Q l .4 .7~o", "Визиты в офис~Q kq .3 .5~o", "Сделки~Q l .02 .07~v", "Сумма сделок, руб.~Z0 v 5200000 9800000~r", "Цена обращения~E s/l 0"], left=1)
F("K50_статистика.csv", "K50 трекер, e-com", "RUB", W2, ["Период~D dmy", "Рекл. система~K Яндекс.Директ;Google Ads;VK~channel", "Показы~N 5000 60000~i", "Переходы~Q i .01 .04~c", "Расх. с НДС~Z c 12 40~s", "Транз.~Q c .01 .03~v", "Доход транз.~Z v 1900 5200~r", "ДРР~E 100*s/r 2~~{}%", "CPO~E s/v 2", "ROAS~E r/s 2"], sep="\t", dec=",")
F("eLama_отчет_по_расходам.xlsx", "eLama, расходы по аккаунтам", "RUB", W2, ["Дата~D dmy", "Рекламная система~K Яндекс Директ;VK Реклама;Telegram Ads~channel", "Аккаунт~J channel elama-16611;vk-9931;tg-551", "Показы~N 3000 60000~i", "Клики~Q i .005 .03~c", "Расход без НДС, ₽~Z c 15 40~s", "Расход с НДС, ₽~sn=E s*1.22 2~s", "Вознаграждение eLama, ₽~E s*.1 2~o"], sheet="Расходы", total="Итого:", note="spend with or without VAT")
F("GetReport_ноябрь_1-2_неделя.xlsx", "GetReport, отчёт агентства по неделям", "RUB", "2026-10-05 x5w", ["Неделя~D wkru", "Рекламный канал~K Директ Поиск;Директ РСЯ;VK~channel", "Показы~N 9000 190000~i", "Клики~Q i .006 .04~c", "CTR~E 100*c/i 2~~{}%", "Расход с НДС~Z c 15 50~s~{} ₽", "CPC~E s/c 2~~{} ₽", "Конверсии~Q c .02 .05~v", "CPA~E s/v 2~~{} ₽", "CR~E 100*v/c 2~~{}%"], total="ИТОГО", sheet="По неделям", extra={"Комментарии": [["Что сделано за период"], ["Отключили неэффективные площадки, подняли ставки"]]})
F("superset-chart-export.csv", "Apache Superset, фудтех", "RUB", W2, ["report_date~D iso", "channel_grp~K perf;brand;crm~channel", "SUM(cost_rub)~M 3000 90000~s", "SUM(shows)~N 9000 200000~i", "SUM(clicks)~Q i .004 .02~c", "COUNT_DISTINCT(order_id)~Q c .02 .06~v", "SUM(gmv_rub)~Z v 900 1900~r", "AVG(check_rub)~M 900 1900"])
F("datalens_table.csv", "Yandex DataLens, сеть аптек", "RUB", "2026-10-12 x5w", ["Неделя (начало)~D iso", "Площадка_дл~K Директ;ВК;Маркет~channel", "Затраты_руб~M 9000 90000~s", "Визиты_ym~N 900 9000~o", "Покупки_crm~N 20 300~v", "Выручка_crm_руб~Z v 900 1700~r", "ROMI_%~E 100*(r-s)/s 1"], sep=";", dec=",", enc="utf-8-sig")
F("metabase_query_result.xlsx", "Metabase, EdTech FR", "EUR", W2, ["Jour~D xl", "Plateforme~K Meta;Google~channel", "Dépense TTC~M 60 700~s", "Affichages~N 4000 50000~i", "Clics~Q i .006 .02~c", "Demandes de brochure~Q c .03 .07~l", "Inscriptions payées~Q l .05 .2~v"], lang="fr", sheet="Query result", xldate="yyyy-mm-dd")
F("Tableau_crosstab.csv", "Tableau crosstab, utf-16 tab, hotels", "USD", "2026-05-01 x6m", ["Month of Stay Date~D mon_en", "Mktg Channel~K Meta-search;Paid Search;Display~channel", "Media $~M0 9000 90000~s", "Bkgs~N 30 600~v", "Room Nights~Q v 1.8 3~o", "Gross Bkg Rev~Z0 v 240 620~r", "ROAS~E r/s 2"], sep="\t", enc="utf-16", thou=",", lang="en", note="dates are of stay, still the only date")
F("Adverity_Report.xlsx", "Adverity, CPG multi-country", "EUR", "2026-10-01 x3", ["Datum~D xl", "Market~K DE;AT;CH~region", "Media Platform~K YouTube;Meta~channel", "Media Spend (EUR)~M 90 900~s", "Imps~N 9000 90000~i", "Clx~Q i .002 .01~c", "VTR~M 20 60", "Complete Views~Q i .3 .5~o"], lang="en")
F("Improvado_extract.csv", "Improvado, healthcare, blanks in small cells", "USD", W2, ["DATE~D ymd", "DATA_SOURCE~K bing_ads;google_ads~channel", "CMPGN_NM~J channel Ortho - MSFT;Ortho - G~campaign", "SPND_AMT~M 20 300~s", "IMPR_CNT~N 300 4000~i", "CLK_CNT~Q i .02 .05~c", "FORM_FILL_CNT~Q c .01 .04~l", "CALL_60S_CNT~Q c .005 .02~o", "NEW_PT_CNT~Q c .002 .008~v"], lang="en", zero=True, sep="|", note="pipe separated")
# ------------------------------------------------------------------ marketers' own sheets
F("отчёт РК ноябрь.xlsx", "Маркетолог, свой Excel с сокращениями", "RUB", W2, ["Дата~D dmy", "Кампания (название)~K Бренд поиск;Общие РСЯ;Ретаргет~campaign", "Расх.~M 300 4000~s", "Показ.~N 900 20000~i", "Клики, шт~Q i .01 .05~c", "Стоим. клика~E s/c 2", "Кол-во лидов~Q c .02 .06~l", "Стоим. лида~E s/l 2"], total="Итого")
F("Р-К итоги.xlsx", "Маркетолог, Р/К и ДРР", "RUB", "2026-08-01 x3m", ["Мес.~D mon_rus", "Р/К~K Директ_поиск;Директ_сети;ВК~campaign", "Рек. бюджет, р.~M0 20000 190000~s", "Пок-ы~N 9000 190000~i", "Кл-и~Q i .008 .04~c", "Зак-ы, шт~Q c .01 .03~v", "Сумма зак., р.~Z0 v 3000 7000~r", "ДРР,%~E 100*s/r 1", "Ср. чек~E r/v 0"], title=["Итоги Р/К, ИП Смирнова"])
F("обращения клиника.xlsx", "Клиника: обращения и дошедшие", "RUB", "2026-10-05 x6w", ["нед.~D wk2", "Источник~K Яндекс;ВК;ПроДокторов~channel", "Потратили~M0 9000 60000 100~s", "Обращ.~N 10 90~l", "Записей~zp=Q l .5 .8~o", "Дошло~Q zp .6 .9~v", "Выручка от первичных~Z0 v 3200 7800~r", "Цена обращ.~E s/l 0", "Цена дошедшего~E s/v 0"], note="Дошло (first visits) is the final result")
F("Таргет_Маша.csv", "Таргетолог-фрилансер", "RUB", W1, ["число~D dm", "открутили~M0 400 3000~s", "показали~N 3000 20000~i", "кликнули~Q i .004 .015~c", "написали в лс~Q c .05 .15~l", "купили~Q l .1 .4~v", "на сумму~Z0 v 1500 4500~r"], title=["ВК таргет, ноябрь 2026"], sep=";", ch="ВК таргет", note="the year stands in the title only; channel per title")
F("эксель директолога.xlsx", "Директолог, кабинет нескольких клиентов", "RUB", W2, ["Дата~D dmy2", "Клиент~K Юрфирма;Стоматология;Эвакуатор~client", "Слив, ₽~M0 900 9000~s", "Показы (тыс.)~M 1 30", "Клы~N 20 300~c", "Конвы~Q c .03 .09~v", "CPA~E s/v 0"], ch=None, note="'Показы (тыс.)' are thousands", post=lambda g, c, r: (g["sums"].__setitem__("impressions", R2(1000*sum(x[3] for x in r))), g.__setitem__("never_sum", ["CPA"])))
F("Бюджет и лиды 2026.xlsx", "Застройщик, помесячно по каналам (широкая)", "RUB", "2026-01-01 x6m", ["Канал~K Контекст;Классифайды;Наружная реклама;Радио;Соцсети~channel", "м~D mon_ru", "Бюджет~M0 50000 900000 1000~s"], shape="pivot:Канал:м", corner="Канал / Бюджет, руб.", total="ИТОГО", catfirst=True)
F("план-факт декабрь-ноябрь.xlsx", "Маркетолог: план рядом с фактом", "RUB", "2026-11-01 2026-11-30", ["Канал~K Яндекс Директ;VK Ads;Telegram посевы;Авито;SEO~channel", "Бюджет план~bp=M0 50000 300000 1000~o", "Бюджет факт~Z0 bp .7 1.1~s", "% вып. бюджета~E 100*s/bp 1", "Лиды план~lp=Q bp .0004 .0008~o", "Лиды факт~Q lp .7 1.2~l", "% вып. лидов~E 100*l/lp 1", "CPL план~E bp/lp 0", "CPL факт~E s/l 0"], title=["План/факт, ноябрь 2026"], total="Всего")
F("план факт с шапкой.xlsx", "Агентство: двухэтажная шапка План | Факт", "RUB", "2026-08-01 x4m", ["Месяц~D mon_ru", "Площадка~K Яндекс;ВК~channel", "Показы~ip=N 50000 300000", "Клики~cp=Q ip .01 .02", "Расход~sp=Z0 cp 20 40", "Показы~Q ip .8 1.2~i", "Клики~Q cp .8 1.2~c", "Расход~Z0 sp .8 1.1~s"], shape="twohead", groups=[("", 2), ("План", 3), ("Факт", 3)], post=lambda g, c, r: (g.__setitem__("never_sum", []), g["own"].update({"План " + h: sum(x[j] for x in r) for j, h in ((2, "Показы"), (3, "Клики"), (4, "Расход"))})))
F("Школа_танцев_сентябрь.xlsx", "Школа танцев: набор", "RUB", "2026-09-01 x10", ["День~D rul", "Реклама (руб)~M0 300 2500~s", "Посм. рекламу~N 900 9000~i", "Перешли~Q i .01 .03~c", "Оставили заявку~Q c .03 .1~l", "Пришли на пробное~pb=Q l .3 .7~o", "Купили абонемент~Q pb .2 .6~v", "Касса~Z0 v 3500 6000~r"], title=["Набор осень 2026"], mergetitle=True, total="Сумма")
F("ресторан_промо.csv", "Ресторан: брони и выручка", "KZT", "2026-09-28 x6w", ["Апта~D wk", "Жарнама арнасы~K Instagram;2GIS;Google~channel", "Шығын, ₸~M0 20000 190000 500~s", "Көрсетілім~N 5000 60000~i", "Басу саны~Q i .01 .03~c", "Брондау~Q c .03 .09~v", "Түсім, ₸~Z0 v 18000 42000~r"], sep=";", enc="utf-8-sig", lang="kk", thou=" ")
F("Св-во объявлений.xlsx", "Директолог: объявления и площадки", "RUB", "2026-10-01 2026-10-31", ["Объявл.~K №1 Скидка 20%;№2 Замер бесплатно;№3 Рассрочка;№4 Завод;№5 Видео;№6 Квиз~creative", "Св-во~J creative поиск;поиск;поиск;РСЯ;РСЯ;РСЯ~placement", "Кол-во показ.~N 1000 90000~i", "Кол-во перех.~Q i .005 .06~c", "Затр., руб.~Z c 14 60~s", "Целев. действ.~Q c .02 .06~v", "Цена ЦД~E s/v 2", "Конв-ия, %~E 100*v/c 2"], title=["Октябрь 2026, Директ"], ch="Директ")
F("Косметолог сводка.xlsx", "Косметолог: два блока по каналам", "RUB", "2026-11-02 x6", ["Канал~K ВКОНТАКТЕ;ЯНДЕКС~channel", "Дата~D dmy", "Траты~M0 300 3000~s", "Охваты~N 900 6000", "Переходы~N 10 150~c", "Заявочки~Q c .05 .15~l", "Записались~Q l .3 .8~v"], catfirst=True, shape="blocks:Канал", sub="Итого {}", total="Общий итог", mergesect=True)
F("По листам каналов.xlsx", "Интернет-магазин: лист на каждый канал", "RUB", "2026-11-02 x6", ["Канал~K Директ;ВК;Маркет~channel", "Дата~D xl", "Расход с НДС~M 900 9000~s", "Показов~N 900 60000~i", "Кликов~Q i .008 .03~c", "Заказов~Q c .02 .06~v", "Выручка~Z v 1900 4200~r"], catfirst=True, shape="sheets:Канал")
F("метрики в строках.xlsx", "Руководитель: показатели в строках, месяцы в столбцах", "RUB", "2026-03-01 x6m", ["Показатель~D mon_ru", "Затраты на рекламу, руб.~M0 90000 400000~s", "Показы рекламы~N 100000 900000~i", "Переходы на сайт~Q i .008 .02~c", "Заявки с сайта~Q c .01 .03~l", "Стоимость заявки, руб.~E s/l 0", "Оплаченные договоры~Q l .1 .2~v", "Сумма договоров, руб.~Z0 v 30000 70000~r"], shape="transpose", total="Итого", title=["Сводный отчёт"])
F("kennzahlen_kw.xlsx", "Handwerker: Kennzahlen je Kalenderwoche", "EUR", "2026-10-05 x6w", ["KW~D wkde", "Kanal~K Google Ads;Facebook~channel", "Werbekosten netto~wn=M 90 700~s", "Werbekosten brutto~E wn*1.19 2~s", "Einblendungen~N 2000 20000~i", "Klicks~Q i .01 .04~c", "Anfragen~Q c .03 .08~l", "Aufträge~Q l .1 .4~v", "Auftragswert~Z v 900 3800~r"], lang="de", total="Summe", note="spend net or gross")
F("report settimanale.csv", "Agenzia italiana, hotel", "EUR", "2026-10-05 x6w", ["Settimana~D wk", "Canale~K Meta;Google~channel", "Speso (€)~M 150 900~s", "Visualizzazioni~N 9000 60000~i", "Clic~Q i .01 .03~c", "Richieste preventivo~Q c .02 .05~l", "Prenotazioni~Q l .2 .5~v", "Incasso (€)~Z v 180 420~r"], sep=";", dec=",", thou=".", lang="it")
F("reklam_raporu.csv", "Türk e-ticaret, kampanya raporu", "TRY", W2, ["Tarih~D dmy", "Kampanya Adı~K Kış İndirimi;Yeniden Pazarlama~campaign", "Gösterim~N 9000 90000~i", "Tıklama~Q i .008 .03~c", "Harcama (TL)~Z c 2 6~s", "Sepete Ekleme~Q c .05 .1~o", "Sipariş Adedi~Q c .01 .03~v", "Ciro (TL)~Z v 400 1300~r", "TBM~E s/c 2"], sep=";", dec=",", thou=".", enc="utf-8-sig", lang="tr")
F("звіт_реклама.csv", "Украинский магазин, отчёт", "UAH", W2, ["Дата~D loc_uk", "Кампанія~K Пошук бренд;PMax взуття~campaign", "Покази~N 900 30000~i", "Кліки~Q i .01 .03~c", "Витрати, грн~Z c 3 9~s", "Замовлення~Q c .01 .04~v", "Дохід, грн~Z v 900 2400~r"], sep=";", dec=",", lang="uk")
F("my ads tracker.xlsx", "US solopreneur's own tracker", "USD", W1, ["When~D enw", "What I spent~M 10 120~s~${}", "Eyeballs~N 900 9000~i", "Clicked~Q i .01 .03~c", "DMs~Q c .05 .15~l", "Sold~Q l .1 .5~v", "Cash in~Z v 49 149~r~${}"], lang="en", ch=None, total="TOTAL")
F("Weekly mktg scorecard.xlsx", "UK B2B: MQL/SQL/deals", "GBP", "2026-09-28 x6w", ["W/C~D d/m/y", "Chnl~K LinkedIn;Google;Webinars~channel", "Spend ex VAT~M0 400 3000~s", "Impr (k)~M 2 90", "Clks~N 20 300~c", "Inqs~Q c .04 .1~l", "MQLs~ml=Q l .4 .7~o", "SQLs~sq=Q ml .3 .6~o", "Opps~op=Q sq .5 .9~o", "Closed-won~Q op .1 .5~v", "ARR won~Z0 v 4000 19000~r", "Cost/MQL~E s/ml 0"], lang="en", post=lambda g, c, r: (g["sums"].__setitem__("impressions", R2(1000*sum(x[3] for x in r))), g.__setitem__("never_sum", ["Cost/MQL"])), note="Impr (k) = thousands", total="Ttl")
F("ppc_master.csv", "Agency freelancer's csv, abbreviations", "USD", W2, ["Dt~D d-mon-y", "Cmp~K Plumbing-LSA;Drain-Srch~campaign", "Imps~N 200 3000~i", "Clx~Q i .03 .08~c", "$ Spent~Z c 4 11~s", "Ph. calls~Q c .08 .2~l", "Jobs bkd~Q l .3 .6~v", "Job $~Z v 140 480~r", "$/job~E s/v 2"], lang="en", dec=".", thou=",")
F("деньги на рекламу.csv", "Владелец кофейни, без шапки-даты", "RUB", None, ["куда~K Яндекс Карты;2ГИС;ВК;листовки;блогер~channel", "сколько отдали~M0 2000 30000 100~s", "сколько пришло людей~N 5 120~v", "принесли денег~Z0 v 300 900~r"], sep=";", enc="cp1251", odd=True, note="no dates at all")
F("сумма.xlsx", "Непонятный файл: «Сумма» и «Кол-во» без пояснений", "RUB", W2, ["Дата~D dmy", "Наименование~K Позиция 1;Позиция 2", "Сумма~M0 900 9000~o", "Кол-во~N 1 30~o"], odd=True, ask="«Сумма» may be spend or income, «Кол-во» may be anything; nothing else tells")
F("расход_две_валюты.csv", "Агентство: рубли и доллары в одном столбце", None, W2, ["Дата~D dmy", "Кабинет~K Директ;Meta~channel", "Валюта~J channel RUB;USD", "Расход~M 50 900~money", "Клики~N 20 300~c"], sep=";", dec=",", odd=True, ask="spend is in RUB and USD in one column, no rate in the file", ncuts=0)
F("ambiguous_dates.csv", "Export with 05/06/26 style dates, all parts below 13", "EUR", "2026-06-01 x10", ["Date~D d/m/y2", "Cost~M 10 90~s", "Clicks~N 20 90~c", "Leads~N 0 9~l"], lang="en", odd=True, note="01/06/26 … 10/06/26: ten rows in a row differ in the first part only, so days of June (a careful person needs no question)")
F("выгрузка_длинная.csv", "BI: длинный вид, показатель/значение", "RUB", "2026-11-02 x3", ["Дата~D iso", "Канал~K Директ;ВК~channel", "Расход~M 900 9000~s", "Показы~N 900 60000~i", "Клики~Q i .008 .03~c", "Лиды~Q c .02 .06~l"], shape="long", sep=";", dec=".")
F("комбайн_подытоги.xlsx", "Автодилер: подытоги по маркам", "RUB", "2026-10-05 x4w", ["Марка~K Haval;Chery;Geely~product", "Неделя~D wk", "Рекл. затраты, руб.~M0 40000 300000~s", "Звонки+заявки~N 10 90~l", "Визиты в ДЦ~vz=Q l .3 .5~o", "Контракты~Q vz .1 .4~v", "Выдачи~Q v .6 1~o"], catfirst=True, shape="subtotals:Марка", sub="Итого {}", total="Всего по ДЦ")
F("бюджет по дням недели.xlsx", "Маркетолог: широкая таблица, дни в столбцах, РК в строках", "RUB", "2026-11-02 x7", ["Кампания~K Поиск_дача;РСЯ_дача;ВК_дача;Телега_дача~campaign", "д~D dm", "Расх.~M 300 3000~s"], shape="pivot:Кампания:д", corner="Назв. РК", total="Итого", catfirst=True, title=["Расход по РК, ₽, неделя 02.11.2026–08.11.2026"], post=lambda g, c, r: g["by_header"].__setitem__("campaign", "Назв. РК"))
F("Reporte_ventas_anuncios.xlsx", "Tienda mexicana, hoja propia con bloques", "MXN", "2026-11-02 x6", ["Canal~K Facebook;Google~channel", "Fecha~D d/m/y", "Inversión (MXN)~M 300 3000~s", "Impresiones~N 3000 30000~i", "Clics~Q i .01 .03~c", "Pedidos~Q c .02 .06~v", "Ventas (MXN)~Z v 500 1800~r"], catfirst=True, shape="blocks:Canal", sub="Subtotal {}", total="TOTAL", lang="es")
# the one channel of a file of one cabinet, as its owner would call it
for _ch, _fs in {"Google Ads": ["Campaign report.csv", "Отчет по кампаниям.csv", "Kampagnenbericht.csv", "Informe de campaña.csv", "Rapport sur les campagnes.csv", "Relatório da campanha (2).csv", "Search terms report (1).csv", "Untitled report (4).xlsx", "airbyte_google_ads_campaigns.csv"],
                 "Meta": ["Acme-Campaigns-Nov-1-2026-Nov-14-2026.csv", "Кампании-1-нояб.-2026-г.-14-нояб.-2026-г..csv", "Meta_Leads_adsets.xlsx", "Werbeanzeigen-Bericht.csv"], "Facebook Ads": ["fivetran_facebook_ads__campaign_report.csv"],
                 "TikTok": ["TikTok_Ads_Campaign_20261108.xlsx"], "Microsoft Advertising": ["Campaign_Performance_Report.csv"], "LinkedIn": ["account_512_campaign_performance_report.csv"], "Pinterest": ["pinterest-ads-report.csv"], "Snapchat": ["snapchat_ads_export.csv"],
                 "X Ads": ["X Ads campaigns 02-08 Nov.xlsx"], "Amazon Ads": ["Sponsored Products Campaign report.xlsx"], "Яндекс Директ": ["Мастер отчётов 02.11-08.11.csv"], "VK Реклама": ["vk_ads_stat_campaigns.csv"], "myTarget": ["mytarget_statistics.csv"],
                 "Criteo": ["criteo_campaign_stats.csv"], "Taboola": ["taboola_history.csv"], "Reddit": ["reddit_ads.csv"], "Quora": ["Quora Ads Manager.csv"], "DV360": ["DV360_IO_report.csv"], "CM360": ["CM360_standard.csv"], "The Trade Desk": ["ttd_performance.xlsx"], "Adform": ["Adform_kampanie.xlsx"]}.items():
    for _f in _fs:
        _sp = [x for x in SPECS if x["file"] == _f]; assert len(_sp) == 1, _f
        _sp[0]["k"]["ch"] = _ch

if __name__ == "__main__":
    out = sys.argv[1] if len(sys.argv) > 1 else "headers"
    print(len(build(SPECS, out, os.path.join(HERE, "gold.json"))), "files")
