"""The register of key patients 重点病人; every look at it is accounted for."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.looks import Accounted, accounted, look
from dispatch.contracts.base import View
from dispatch.contracts.directory import KeyPatientLine, KeyPatientView, WriteKeyPatient
from dispatch.domain.key_patient import KeyPatient
from dispatch.domain.people import Session, Verb
from dispatch.ports.transaction import Transaction
from dispatch.services.key_patients import write_key_patient as write_case
from dispatch.services.key_patients.list_key_patients import list_key_patients
from dispatch.services.key_patients.remove_key_patient import remove_key_patient
from dispatch.services.key_patients.view_key_patient import view_key_patient

router = APIRouter(prefix="/key-patients", tags=["key patients"])

Viewer = Annotated[Session, reader(Verb.VIEW_KEY_PATIENT)]
Keeper = Annotated[Actor, actor(Verb.MANAGE_KEY_PATIENTS)]
SHOWN = 100


class Written(View):
    """The kept answer of a change: whose entry it was, and nothing of it."""

    id: UUID


@router.get("")
async def search(
    viewer: Viewer, request: Request, text: Annotated[str, Query(max_length=40)] = ""
) -> list[KeyPatientLine]:
    """Find patients by name, initials of the name in pinyin, or category."""
    context = context_of(request)
    await look(context, viewer, "list_key_patients", lambda tx: list_key_patients(text, tx))
    found = await context.queries.list_key_patients(text.strip(), SHOWN)
    return [KeyPatientLine.model_validate(one) for one in found]


@router.post("")
async def add(asked: WriteKeyPatient, by: Keeper, request: Request) -> KeyPatientView:
    """Take a patient into the register."""
    return await _write(None, asked, by, context_of(request))


@router.get("/{patient_id}")
async def view(patient_id: UUID, viewer: Viewer, request: Request) -> KeyPatientView:
    """Give all that the register says of a patient."""
    context = context_of(request)
    return KeyPatientView.model_validate(await _view(patient_id, viewer, context))


@router.put("/{patient_id}")
async def change(
    patient_id: UUID, asked: WriteKeyPatient, by: Keeper, request: Request
) -> KeyPatientView:
    """Change what the register says of a patient."""
    return await _write(patient_id, asked, by, context_of(request))


@router.delete("/{patient_id}", status_code=204)
async def remove(patient_id: UUID, by: Keeper) -> Response:
    """Take a patient out of the register."""
    await by.do(
        "remove_key_patient",
        accounted(lambda tx: remove_key_patient(patient_id, by.person, tx)),
        Accounted,
        patient_id,
    )
    return Response(status_code=204)


async def _write(
    patient_id: UUID | None, asked: WriteKeyPatient, by: Actor, context: Context
) -> KeyPatientView:
    written: list[KeyPatient] = []
    command = write_case.WriteKeyPatient(
        id=patient_id,
        name=asked.name,
        category=asked.category,
        numbers=asked.numbers,
        condition=asked.condition,
        access_note=asked.access_note,
        consent_by=asked.consent_by,
        consent_on=asked.consent_on,
        by=by.person,
    )

    async def run(tx: Transaction) -> KeyPatient:
        written.append(await write_case.write_key_patient(command, tx))
        return written[-1]

    kept = await by.do("write_key_patient", run, Written, patient_id, asked)
    patient = written[-1] if written else await _view(kept.id, by.session, context)
    return KeyPatientView.model_validate(patient)


async def _view(patient_id: UUID, viewer: Session, context: Context) -> KeyPatient:
    return await look(
        context,
        viewer,
        "view_key_patient",
        lambda tx: view_key_patient(patient_id, viewer.person, tx),
    )
