"""Computes the answers of the sample queries straight from the sample logs.

Each answer is written from what the question means, with nothing but the standard library, so that it can
disagree with the query engine. Run it after the sample logs or a sample query change:

    python3 test/samples/reference.py

It rewrites test/samples/expected/*.json; the tests read only those files.
"""

import gzip
import json
import re
from collections import Counter, defaultdict
from datetime import datetime, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOGS = HERE.parent.parent / "samples" / "logs"
HOUR, DAY = 3_600_000, 86_400_000
FIRST = int(datetime(2024, 3, 11, tzinfo=timezone.utc).timestamp() * 1000)
LAST = FIRST + 4 * DAY


def millis(text):
    return round(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


def documents(text):
    """The JSON values of a file: one for the whole file, or one per line; lines that are not JSON are left out."""
    try:
        yield json.loads(text)
        return
    except ValueError:
        pass
    for line in text.splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            pass


def records(value):
    """The log records inside a JSON value."""
    if isinstance(value, list):
        for item in value:
            yield from records(item)
    elif "Records" in value:
        yield from records(value["Records"])
    elif "TopicArn" in value and value["Message"].startswith("{"):
        yield json.loads(value["Message"])
    elif "TopicArn" not in value:
        yield value


def load():
    ses, trail = [], []
    for path in sorted(LOGS.rglob("*")):
        if path.is_dir():
            continue
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
        for value in documents(text):
            for record in records(value):
                (trail if "eventVersion" in record else ses).append(record)
    return ses, trail


SES, TRAIL = load()


def ses_time(record):
    """When a record happened: bounces and complaints name their own time first, everything else the mail's."""
    for detail in ("bounce", "complaint"):
        if detail in record:
            return millis(record[detail]["timestamp"])
    return millis(record["mail"]["timestamp"])


def in_period(items, time=ses_time):
    return [item for item in items if FIRST <= time(item) < LAST]


def feedback(kind):
    return [record for record in SES if record.get("notificationType") == kind]


def bounced(items):
    return [(record, one["emailAddress"]) for record in items for one in record["bounce"]["bouncedRecipients"]]


def domain(address):
    return address.split("@", 1)[1]


def calls():
    return [record for record in TRAIL if record["eventSource"] == "ses.amazonaws.com"]


def caller(record):
    who = record["userIdentity"]
    if who.get("userName"):
        return who["userName"]
    arn = who.get("arn")
    if arn is None:
        return who.get("invokedBy")
    account_part = arn.split(":", 5)[5]
    return account_part.removeprefix("assumed-role/")


def failed(record):
    return bool(record.get("errorCode"))


def pivot(pairs, row_name):
    """Counts of (row, column) pairs as a table: rows ascending, columns in alphabetical order, holes empty."""
    counts = Counter(pairs)
    names = sorted({name for _, name in counts})
    starts = sorted({start for start, _ in counts})
    return [row_name, *names], [[start, *(counts.get((start, name)) for name in names)] for start in starts]


def slot(time, width):
    return time - time % width


def table(columns, rows):
    return columns, [list(row) for row in rows]


def ranking(values, *columns, top=None):
    """Counts of values (texts or tuples), most frequent first, equals in ascending order of the value."""
    counts = Counter(value if isinstance(value, tuple) else (value,) for value in values)
    rows = sorted(([*key, count] for key, count in counts.items()), key=lambda row: (-row[-1], row[:-1]))
    return list(columns), rows[:top]


def top_bounced_email_addresses():
    counts = Counter(address for _, address in bounced(feedback("Bounce")))
    rows = sorted(counts.items(), key=lambda item: (item[1], item[0]), reverse=True)
    return table(["BouncedemailAddress", "eventCount"], rows[:10])


def bounce_types_over_time():
    pairs = [(slot(ses_time(one), HOUR), one["bounce"]["bounceType"]) for one in in_period(feedback("Bounce"))]
    return pivot(pairs, "_timeslice")


def top_bounced_domains():
    return ranking([domain(address) for _, address in bounced(feedback("Bounce"))], "domain", "eventCount", top=10)


def bounce_break_up():
    counts = Counter((one["bounce"]["bounceType"], one["bounce"]["bounceSubType"]) for one in feedback("Bounce"))
    rows = [[*key, count] for key, count in counts.items() if key[0] != "Undetermined"]
    return table(["bounceType", "bounceSubType", "eventCount"], sorted(rows, key=lambda row: (row[0], -row[2], row[1])))


def complaints_by_user_agent():
    said = [one["complaint"] for one in in_period(feedback("Complaint"))]
    missing = "(not given)"
    pairs = [(one.get("userAgent") or missing, one.get("complaintFeedbackType") or missing) for one in said]
    return ranking(pairs, "userAgent", "feedbackType", "eventCount")


def delivery_processing_time():
    hours = defaultdict(list)
    for one in in_period(feedback("Delivery")):
        hours[slot(ses_time(one), HOUR)].append(one["delivery"]["processingTimeMillis"])
    rows = [[start, sum(times) / len(times), max(times), len(times)] for start, times in sorted(hours.items())]
    return table(["_timeslice", "averageMillis", "slowestMillis", "deliveries"], rows)


def deliveries_by_reporting_mta():
    hosts = [one["delivery"]["reportingMTA"] for one in feedback("Delivery")]
    return ranking(hosts, "reportingMta", "deliveries", top=10)


def mail_sources():
    def bare(source):
        return source[source.index("<") + 1 : source.index(">")] if "<" in source else source

    return ranking([bare(one["mail"]["source"]) for one in in_period(SES)], "address", "records")


def notification_types():
    kinds = [
        ("notification", one["notificationType"]) if "notificationType" in one else ("event", one["eventType"])
        for one in in_period(SES)
    ]
    columns, rows = ranking(kinds, "kind", "type", "records")
    return columns, sorted(rows, key=lambda row: row[0])


def cloudtrail_event_status():
    counts = Counter("Failure" if failed(one) else "Success" for one in calls())
    return table(["eventStatus", "eventCount"], sorted(counts.items()))


def top_error_codes():
    return ranking([one["errorCode"] for one in calls() if failed(one)], "errorCode", "eventCount", top=10)


def top_users():
    counts = Counter((one["userIdentity"]["type"], caller(one)) for one in calls())
    rows = sorted(([*key, count] for key, count in counts.items()), key=lambda row: (-row[2], row[1], row[0]))
    return table(["type", "user", "eventCount"], rows[:10])


def identity_events_trend():
    def happened(record):
        return millis(record["eventTime"])

    pairs = [
        (slot(happened(one), DAY), one["eventName"])
        for one in in_period(calls(), happened)
        if "Identit" in one["eventName"]
    ]
    return pivot(pairs, "_timeslice")


def failed_event_details():
    names = ["eventTime", "eventName", "errorCode", "errorMessage", "awsRegion", "sourceIPAddress"]
    rows = [
        [*(one[name] for name in names), one["recipientAccountId"], caller(one), one["userIdentity"]["type"], one["requestID"], 1]
        for one in calls()
        if failed(one)
    ]
    assert len({row[9] for row in rows}) == len(rows), "request ids are unique, so every row stands for one call"
    rows.sort(key=lambda row: row[9])
    rows.sort(key=lambda row: row[0], reverse=True)
    return table([*names, "accountId", "user", "type", "requestId", "eventCount"], rows)


def throttled_calls():
    words = re.compile(r"(?i)(?<![a-z0-9_])throttl")
    found = [one for one in TRAIL if words.search(json.dumps(one))]
    keys = [(one["eventName"], one["errorCode"], one["awsRegion"]) for one in found]
    return ranking(keys, "eventName", "errorCode", "awsRegion", "eventCount")


def full_mailboxes():
    words = re.compile(r"(?i)\b(over quota|mailbox is full)\b")
    found = [one for one in feedback("Bounce") if words.search(json.dumps(one))]
    keys = [(address, one["bounce"]["bounceSubType"]) for one, address in bounced(found)]
    return ranking(keys, "bouncedAddress", "bounceSubType", "eventCount", top=20)


def bounced_recipients_per_day():
    days = defaultdict(list)
    for one, address in bounced(in_period(feedback("Bounce"))):
        days[slot(ses_time(one), DAY)].append(address)
    rows = [[start, len(set(found)), len(found)] for start, found in sorted(days.items())]
    assert all(row[1] < 100 for row in rows), "below a hundred the count of distinct values is exact by definition"
    return table(["_timeslice", "addresses", "bounces"], rows)


def bounce_rate_by_account():
    accounts = defaultdict(list)
    for one in in_period([one for one in SES if "notificationType" in one]):
        accounts[one["mail"]["sendingAccountId"]].append(one["notificationType"])
    rows = []
    for account, kinds in accounts.items():
        bounces, complaints = kinds.count("Bounce"), kinds.count("Complaint")
        rows.append([account, len(kinds), bounces, 100 * bounces / len(kinds), complaints, 100 * complaints / len(kinds)])
    rows.sort(key=lambda row: (-row[3], row[0]))
    return table(["account", "notifications", "bounces", "bouncePercent", "complaints", "complaintPercent"], rows)


def engagement_by_campaign():
    campaigns = defaultdict(Counter)
    for one in in_period([one for one in SES if "eventType" in one]):
        campaigns[one["mail"]["tags"]["campaign"][0]][one["eventType"]] += 1
    rows = []
    for campaign, types in sorted(campaigns.items()):
        sent, opened, clicked = types["Send"], types["Open"], types["Click"]
        rows.append([campaign, sent, opened, clicked, 100 * opened / sent, 100 * clicked / opened])
    return table(["campaign", "sent", "opened", "clicked", "openPercent", "clickPercent"], rows)


def processing_time_by_domain():
    domains = defaultdict(list)
    for one in feedback("Delivery"):
        took = one["delivery"]["processingTimeMillis"]
        if took < 60_000:
            domains[domain(one["delivery"]["recipients"][0])].append(took)
    rows = []
    for name, times in domains.items():
        mean = sum(times) / len(times)
        rows.append([name, len(times), min(times), mean, max(times), mean / 1000])
    rows.sort(key=lambda row: row[0])
    rows.sort(key=lambda row: row[3], reverse=True)
    columns = ["domain", "deliveries", "fastestMillis", "averageMillis", "slowestMillis", "averageSeconds"]
    return table(columns, rows)


ANSWERS = [
    top_bounced_email_addresses,
    bounce_types_over_time,
    top_bounced_domains,
    bounce_break_up,
    complaints_by_user_agent,
    delivery_processing_time,
    deliveries_by_reporting_mta,
    mail_sources,
    notification_types,
    cloudtrail_event_status,
    top_error_codes,
    top_users,
    identity_events_trend,
    failed_event_details,
    throttled_calls,
    full_mailboxes,
    bounced_recipients_per_day,
    bounce_rate_by_account,
    engagement_by_campaign,
    processing_time_by_domain,
]


def formatted(values, indent, tail):
    """A list of plain values in the layout of the project's formatter: on one line when it fits 120 characters."""
    texts = [json.dumps(value, ensure_ascii=False) for value in values]
    line = f"[{', '.join(texts)}]"
    if len(line) + tail <= 120:
        return line
    inner = ",\n".join(f"{indent}  {text}" for text in texts)
    return f"[\n{inner}\n{indent}]"


def write(name, columns, rows):
    lines = ",\n".join(f"    {formatted(row, '    ', 5)}" for row in rows)
    head = formatted(columns, "  ", len('  "columns": ,'))
    text = f'{{\n  "columns": {head},\n  "rows": [\n{lines}\n  ]\n}}\n'
    (HERE / "expected" / f"{name}.json").write_text(text, encoding="utf-8")


for answer in ANSWERS:
    columns, rows = answer()
    write(answer.__name__.replace("_", "-"), columns, rows)
    print(f"{answer.__name__}: {len(rows)} rows")
