"""asterisk.conf, logger.conf, modules.conf and the files that must exist although empty."""

from collections.abc import Collection

from dispatch.adapters.asterisk.dialplan.codecs import modules_for
from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.sections import section, sections

_MODULES = """
    res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb res_pjproject
    res_crypto res_http_websocket res_rtp_asterisk res_srtp res_musiconhold codec_alaw codec_ulaw
    codec_resample codec_g722 codec_gsm format_pcm format_wav
    bridge_builtin_features bridge_builtin_interval_features bridge_simple bridge_softmix
    res_pjsip res_pjsip_session res_pjsip_pubsub
    res_pjsip_outbound_publish res_pjsip_sdp_rtp res_pjsip_registrar
    res_pjsip_authenticator_digest res_pjsip_outbound_authenticator_digest
    res_pjsip_endpoint_identifier_ip res_pjsip_endpoint_identifier_user res_pjsip_caller_id
    res_pjsip_nat res_pjsip_notify res_pjsip_rfc3326 res_pjsip_transport_websocket res_pjsip_acl
    res_pjsip_logger chan_pjsip pbx_config func_callerid func_channel func_strings func_logic
    func_math func_global func_cut func_uri func_groupcount
    func_db func_lock func_uuid app_dial app_playback app_talkdetect app_waitforsilence
    func_periodic_hook app_chanspy app_queue app_mixmonitor app_stack app_userevent app_exec
    res_pjsip_header_funcs app_bridgewait app_senddtmf app_softhangup bridge_holding
    app_confbridge app_originate app_read app_channelredirect app_record
    res_hep res_hep_pjsip
"""

# Several modules go missing in silence when their file is not there.
_EMPTY = """
    cdr cel features acl udptl pjproject ari websocket_client ccss cdr_manager
    queuerules pjsip_notify stasis res_parking cli cli_permissions cli_aliases
"""

MODULES = tuple(_MODULES.split())
EMPTY = tuple(_EMPTY.split())
FOLDERS = {
    "astvarlibdir": "lib",
    "astdbdir": "lib",
    "astkeydir": "lib",
    "astdatadir": "data",
    "astagidir": "lib",
    "astspooldir": "spool",
    "astlogdir": "log",
}


def asterisk_conf(plan: ExchangePlan, places: Places) -> str:
    """Write asterisk.conf; every folder is named, or Asterisk takes the machine's own."""
    folders = ((key, places.home / folder) for key, folder in FOLDERS.items())
    return sections(
        (
            section(
                "directories",
                ("astetcdir", places.etc),
                ("astmoddir", places.modules),
                ("astrundir", places.run),
                *folders,
            ),
            section(
                "options",
                ("systemname", plan.name),
                ("transmit_silence", "yes"),
                ("hideconnect", "yes"),
                ("nocolor", "yes"),
                ("live_dangerously", "no"),
            ),
        )
    )


def logger_conf() -> str:
    """Write logger.conf. Only errors: notices and warnings hold callers' numbers.

    queue_log is the exchange's own ledger of calls, for the time when no server lives; it lies in
    the log folder, which nobody but the exchange's account can read.
    """
    return sections(
        (
            section("general", ("dateformat", "%F %T.%3q"), ("queue_log", "yes")),
            section("logfiles", ("messages.log", "error")),
        )
    )


def indications_conf() -> str:
    """Write indications.conf: the tones of the Chinese network, source GB/T 3380."""
    tones = (
        ("description", "China"),
        ("ringcadence", "1000,4000"),
        ("dial", "450"),
        ("busy", "450/350,0/350"),
        ("ring", "450/1000,0/4000"),
    )
    return sections((section("general", ("country", "cn")), section("cn", *tones)))


def modules_conf(made: Collection[str] = ()) -> str:
    """Write modules.conf: what is named and no more, with what makes further codecs into sound."""
    loads = (("load", f"{module}.so") for module in (*MODULES, *modules_for(made)))
    return sections((section("modules", ("autoload", "no"), *loads),))
