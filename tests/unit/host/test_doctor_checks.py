"""Every check of the doctor, with its faults planted."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from dispatch.adapters.asterisk.dialplan.safe import LONGEST_PATH_BYTES
from dispatch.adapters.asterisk.prompt_folder import PromptFaults
from dispatch.doctor import checks
from dispatch.doctor.checks.ami import AmiAnswer, check_ami
from dispatch.doctor.checks.asterisk_program import check_asterisk_program
from dispatch.doctor.checks.backups import check_backups
from dispatch.doctor.checks.certificates import check_certificates
from dispatch.doctor.checks.clock import check_clock
from dispatch.doctor.checks.clock_steps import Jump, check_clock_steps
from dispatch.doctor.checks.conference_folder import check_conference_folder
from dispatch.doctor.checks.console import check_console
from dispatch.doctor.checks.disk import check_disk
from dispatch.doctor.checks.fall_back import Trial, check_fall_back
from dispatch.doctor.checks.feed import check_feed
from dispatch.doctor.checks.lines import check_lines
from dispatch.doctor.checks.link_page import check_link_page
from dispatch.doctor.checks.migrations import check_migrations
from dispatch.doctor.checks.packages import CHINESE_FONT, check_packages
from dispatch.doctor.checks.paths import check_paths
from dispatch.doctor.checks.phones import check_phones
from dispatch.doctor.checks.ports import check_ports
from dispatch.doctor.checks.postgres import DatabaseFacts, check_postgres
from dispatch.doctor.checks.prompts import check_prompts
from dispatch.doctor.checks.python import check_python
from dispatch.doctor.checks.recorder import RecorderFacts, check_recorder
from dispatch.doctor.checks.recordings_folder import check_recordings_folder
from dispatch.doctor.checks.roads import RoadsFacts, check_roads
from dispatch.doctor.checks.second_exchange import check_second_exchange
from dispatch.doctor.checks.second_server import check_second_server
from dispatch.doctor.checks.secrets import check_secrets
from dispatch.doctor.checks.servers import check_servers
from dispatch.doctor.checks.sip import check_sip
from dispatch.doctor.checks.sms import SmsFacts, check_sms
from dispatch.doctor.checks.state_folder import check_state_folder
from dispatch.doctor.checks.tracks import TracksState, check_tracks
from dispatch.doctor.checks.trunks import check_trunks
from dispatch.doctor.finding import Finding
from dispatch.doctor.report import texts
from dispatch.domain.line import LineLack, LineWarning
from tests.unit.exchange.test_dialplan import FILES

GOOD_DATABASE = DatabaseFacts(150_018, "3.3.2", reads_chinese=True, checksums=True)
GOOD_RECORDER = RecorderFacts(faults=(), backlog=0, index_away=False)
INCOMING, TOO_LONG = Path("/var/incoming"), Path("/" + "x" * LONGEST_PATH_BYTES)
TODAY, DAY = date(2026, 11, 30), timedelta(days=1)
BANNER = "Asterisk 22.10.1+dfsg"

PLANTED = {
    "python_good": check_python((3, 11)),
    "python_old": check_python((3, 10)),
    "packages_good": check_packages(()),
    "packages_missing": check_packages({"flock", CHINESE_FONT}),
    "font_missing": check_packages({CHINESE_FONT}),
    "disk_good": check_disk(80_000),
    "disk_low": check_disk(4_999),
    "disk_full": check_disk(499),
    "state_good": check_state_folder(0o755, writable=True),
    "state_missing": check_state_folder(None, writable=False),
    "state_not_writable": check_state_folder(0o755, writable=False),
    "state_open": check_state_folder(0o777, writable=True),
    "secrets_good": check_secrets({"ami": 0o600}),
    "secrets_missing": check_secrets({"ami": 0o600, "media_signing": None}),
    "secrets_readable": check_secrets({"ami": 0o640}),
    "ports_held": check_ports({"127.0.0.1:8120/tcp": "python (7)"}, running=True),
    "ports_silent": check_ports({"127.0.0.1:8120/tcp": ""}, running=True),
    "ports_free": check_ports({"127.0.0.1:8120/tcp": ""}, running=False),
    "ports_taken": check_ports({"127.0.0.1:8120/tcp": "nginx (7)"}, running=False),
    "postgres_good": check_postgres(GOOD_DATABASE),
    "postgres_away": check_postgres(None),
    "postgres_old": check_postgres(DatabaseFacts(140_009, "3", True, True)),
    "postgis_missing": check_postgres(DatabaseFacts(150_018, None, True, True)),
    "postgres_locale": check_postgres(DatabaseFacts(150_018, "3", False, True)),
    "postgres_checksums": check_postgres(DatabaseFacts(150_018, "3", True, False)),
    "migrations_good": check_migrations(pending=False),
    "migrations_pending": check_migrations(pending=True),
    "migrations_unknown": check_migrations(pending=None),
    "asterisk_good": check_asterisk_program(BANNER, {"app_queue"}, {"app_queue", "app_dial"}),
    "asterisk_missing": check_asterisk_program(None, {"app_queue"}, ()),
    "asterisk_version": check_asterisk_program("Asterisk 18.2.0", (), ()),
    "asterisk_modules": check_asterisk_program(BANNER, {"app_queue"}, {"app_dial"}),
    "ami_good": check_ami("node1", AmiAnswer.LET_IN),
    "ami_refused": check_ami("node1", AmiAnswer.REFUSED),
    "ami_silent": check_ami("node1", AmiAnswer.SILENT),
    "sip_good": check_sip("node1", "SIP/2.0 200 OK"),
    "sip_silent": check_sip("node1", None),
    "paths_good": check_paths("node1", FILES),
    "paths_unread": check_paths("node1", None),
    "paths_dead_end": check_paths("node1", FILES | {"queues.conf": ""}),
    "clock_steady": check_clock_steps([]),
    "clock_stepped": check_clock_steps([Jump("database", -3600.0), Jump("node1", None)]),
    "clock_apart": check_clock_steps([Jump("node1", None)]),
    "clock_steps_unknown": check_clock_steps(None),
    "phones_good": check_phones("node1", ()),
    "phones_silent": check_phones("node1", {"8001"}),
    "phones_unknown": check_phones("node1", None),
    "prompts_good": check_prompts("node1", PromptFaults((), ())),
    "prompts_unread": check_prompts("node1", None),
    "prompts_missing": check_prompts("node1", PromptFaults(("welcome",), ())),
    "prompts_damaged": check_prompts("node1", PromptFaults((), ("next",) * 9)),
    "trunks_good": check_trunks("node1", {"carrier": True}),
    "trunks_away": check_trunks("node1", {"carrier": True, "mobile": False}),
    "trunks_none": check_trunks("node1", {}),
    "trunks_unknown": check_trunks("node1", None),
    "servers_good": check_servers({"server-1": [], "server-2": []}),
    "servers_silent": check_servers({"server-1": None, "server-2": None}),
    "server_silent": check_servers({"server-1": [], "server-2": None}),
    "servers_unready": check_servers({"server-1": ["database"], "server-2": []}),
    "recorder_good": check_recorder("node1", GOOD_RECORDER),
    "recorder_silent": check_recorder("node1", None),
    "recorder_faults": check_recorder("node1", RecorderFacts(["source_empty"], 0, False)),
    "recorder_index_away": check_recorder("node1", RecorderFacts([], 0, True)),
    "lines_good": check_lines(()),
    "lines_unknown": check_lines(None),
    "lines_lacking": check_lines([LineWarning("S01", LineLack.NO_LINE)]),
    "tracks_good": check_tracks(TracksState(9, 8_000_000, TODAY + DAY, 0), TODAY),
    "tracks_astray": check_tracks(TracksState(9, 0, TODAY + DAY, 3), TODAY),
    "tracks_unmade": check_tracks(TracksState(9, 0, TODAY, 0), TODAY),
    "tracks_unknown": check_tracks(None, TODAY),
    "feed_good": check_feed("serial-1", "/dev/ttyS0", None),
    "feed_stopped": check_feed("serial-1", "/dev/ttyS0", "feed_stopped"),
    "feed_unplugged": check_feed("serial-1", "/dev/ttyS0", "feed_unplugged"),
    "feed_silent": check_feed("serial-1", "/dev/ttyS0", "feed_silent"),
    "feed_noise": check_feed("serial-1", "/dev/ttyS0", "feed_noise"),
    "feed_crowded": check_feed("jt808-1", "127.0.0.1:8160", "feed_crowded"),
    "feed_address_crowded": check_feed("jt808-1", "127.0.0.1:8160", "feed_address_crowded"),
    "feed_doubled": check_feed("jt808-1", "127.0.0.1:8160", "feed_doubled"),
    "feed_flood": check_feed("jt808-1", "127.0.0.1:8160", "feed_flood"),
    "sms_good": check_sms(None, SmsFacts(None, -71)),
    "sms_ill": check_sms(None, SmsFacts("no_sim")),
    "sms_weak": check_sms(None, SmsFacts(None, -109)),
    "sms_unknown": check_sms(None, None),
    "links_no_public_address": check_sms("no_public_address", None),
    "links_no_sms_way": check_sms("no_sms_way", None),
    "link_page_good": check_link_page("https://l.example.cn", 410),
    "link_page_silent": check_link_page("https://l.example.cn", None),
    "link_page_wrong": check_link_page("https://l.example.cn", 200),
    "roads_good": check_roads(RoadsFacts("city", None, 0.95)),
    "roads_silent": check_roads(None),
    "roads_no_region": check_roads(RoadsFacts(None, "no_region", 0.0)),
    "roads_region_unusable": check_roads(RoadsFacts("city", "region_unusable", 0.95)),
    "roads_in_pieces": check_roads(RoadsFacts("city", None, 0.3)),
    "conference_folder_good": check_conference_folder("node1", INCOMING, INCOMING),
    "conference_folder_unwritten": check_conference_folder("node1", INCOMING, None),
    "conference_folder_elsewhere": check_conference_folder("node1", INCOMING, Path("/tmp")),
    "conference_path_too_long": check_conference_folder("node1", TOO_LONG, TOO_LONG),
    "recordings_good": check_recordings_folder("node1", exchange_writes=True, recorder_reads=True),
    "recordings_not_writable": check_recordings_folder(
        "node1", exchange_writes=False, recorder_reads=True
    ),
    "recordings_not_readable": check_recordings_folder(
        "node1", exchange_writes=True, recorder_reads=False
    ),
    "clock_good": check_clock("time.example", 0.01),
    "clock_unchecked": check_clock(None, None),
    "clock_server_silent": check_clock("time.example", None),
    "clock_off": check_clock("time.example", -0.5),
    "clock_wrong": check_clock("time.example", 2.0),
    "certificates_good": check_certificates(300, needed=True),
    "certificates_not_needed": check_certificates(None, needed=False),
    "certificates_expire": check_certificates(45, needed=True),
    "certificates_expired": check_certificates(-1, needed=True),
    "certificates_unreadable": check_certificates(None, needed=True),
    "console_good": check_console(index_present=True),
    "console_not_built": check_console(index_present=False),
    "second_server_good": check_second_server(["192.0.2.1", "192.0.2.2"], ["192.0.2.1"]),
    "second_server_missing": check_second_server(["192.0.2.1"], []),
    "second_server_same_machine": check_second_server(
        ["127.0.0.1", "127.0.0.2"], ["127.0.0.1", "127.0.0.2"]
    ),
    "second_exchange_good": check_second_exchange(["192.0.2.1", "192.0.2.2"], ["192.0.2.1"]),
    "second_exchange_missing": check_second_exchange(["192.0.2.1"], []),
    "second_exchange_same_machine": check_second_exchange(["127.0.0.1"] * 2, ["127.0.0.1"]),
    "fall_back_good": check_fall_back([Trial(184, True, "孙工")]),
    "fall_back_old": check_fall_back([Trial(185, True, "孙工")]),
    "fall_back_failed": check_fall_back([Trial(3, False, "孙工")]),
    "fall_back_never": check_fall_back([]),
    "fall_back_unknown": check_fall_back(None),
    "backups_good": check_backups(1.0),
    "backups_none": check_backups(None),
    "backups_old": check_backups(27.0),
}


@pytest.mark.parametrize(("code", "finding"), PLANTED.items(), ids=PLANTED)
def test_what_is_planted_is_found(code: str, finding: Finding) -> None:
    assert finding.code == code


@pytest.mark.parametrize(("code", "finding"), PLANTED.items(), ids=PLANTED)
def test_each_finding_has_its_words_and_each_fault_its_remedy(code: str, finding: Finding) -> None:
    words = texts()[code]
    told = {key: text.format(**finding.parameters) for key, text in words.items()}
    assert set(told) == (
        {"zh", "en"} if finding.grade == "OK" else {"zh", "en", "mend_zh", "mend_en"}
    )


def test_every_word_belongs_to_a_planted_finding() -> None:
    assert set(texts()) == {*PLANTED, "check_broken"}


def test_every_check_file_is_tried() -> None:
    files = {path.stem for path in Path(checks.__file__).parent.glob("[a-z]*.py")}
    tried = {name.removeprefix("check_") for name in globals() if name.startswith("check_")}
    assert files == tried
