"""The commands of the command server. A command imports what it runs only when it runs."""

import typer

from dispatch.cli.backup import backup, restore
from dispatch.cli.bench import bench
from dispatch.cli.calibration import calibration
from dispatch.cli.certificates import certificates
from dispatch.cli.contracts import contracts
from dispatch.cli.directory import directory
from dispatch.cli.doctor import doctor
from dispatch.cli.exchange import exchange
from dispatch.cli.feed import feed
from dispatch.cli.link_page import link_page
from dispatch.cli.part import part, prepare
from dispatch.cli.prompts import prompts
from dispatch.cli.region import region
from dispatch.cli.resources import resources
from dispatch.cli.roads import roads
from dispatch.cli.serve import serve
from dispatch.cli.simulate import simulate
from dispatch.cli.site import site
from dispatch.cli.terminals import terminals
from dispatch.cli.tracks import tracks
from dispatch.cli.up import down, up

app = typer.Typer(help="Command system of a 120 ambulance centre.", no_args_is_help=True)
app.command()(up)
app.command()(down)
app.command()(serve)
app.command()(roads)
app.command()(feed)
app.command()(terminals)
app.command()(link_page)
app.add_typer(contracts, name="contracts")
app.add_typer(directory, name="directory")
app.add_typer(region, name="region")
app.add_typer(resources, name="resources")
app.command()(backup)
app.command()(restore)
app.command()(certificates)
app.command()(doctor)
app.command()(calibration)
app.add_typer(site, name="site")
app.add_typer(exchange, name="exchange")
app.add_typer(prompts, name="prompts")
app.add_typer(tracks, name="tracks")
app.command()(simulate)
app.command()(part)
app.command()(prepare)
app.add_typer(bench, name="bench")
