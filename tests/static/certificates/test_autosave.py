"""When the form is saved and what follows: waits, retries, lost sessions, conflicts, copies kept in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.static.conftest import Run

MODULE = "certificates/autosave.js"
#: A world with a clock that stands still, a server that says what it is told to, and a log of all that happens.
WORLD = """
  const log = [];
  const form = { ...(given.form || { port: "Dalian", buyer: "Kim" }) };
  const answers = given.answers || [];
  const timers = new Map();
  const world = { now: 1000, copy: given.copy || null };
  let last = 0;
  const settle = async () => { for (let turn = 0; turn < 20; turn += 1) await null; };
  const answer = async () => {
    const said = answers.shift();
    if (!said) throw new TypeError("Failed to fetch");
    return said;
  };
  const told = (name) => () => log.push(name);
  const machine = module.autosave({
    read: () => ({ ...form }),
    put: (name, value) => { form[name] = value; log.push(`put ${name}=${value}`); },
    theirs: (said) => said.values || {},
    send: async (version, token) => { log.push(`send ${version} ${token} ${form.port}`); return answer(); },
    ask: async () => { log.push("ask"); return answer(); },
    local: {
      keep: (copy) => { world.copy = structuredClone(copy); },
      found: () => world.copy,
      forget: () => { world.copy = null; },
    },
    tell: {
      kept: (isKept) => { world.isKept = isKept; },
      typing: told("typing"), saving: told("saving"), offline: told("offline"), loggedOut: told("logged out"),
      loggedIn: told("logged in"), restored: told("restored"), decided: told("decided"),
      saved: (said) => log.push(`saved ${said.version}`),
      stopped: (said) => log.push(`stopped ${(said.error || {}).message}`),
      merged: (names) => log.push(`merged ${names}`),
      asked: (both, answering) => { log.push(`asked ${both.map((one) => one.name)}`); world.answering = answering; },
    },
    clock: {
      now: () => world.now,
      later: (act, wait) => { last += 1; timers.set(last, { act, at: world.now + wait }); return last; },
      cancel: (timer) => timers.delete(timer),
    },
  }, { version: "1", token: "t1" });
  const type = (name, value, isDone = false) => { form[name] = value; machine.typed(name, isDone); };
  // lets time pass and does what is due, the earliest first
  const pass = async (wait) => {
    const until = world.now + wait;
    for (;;) {
      const due = [...timers].filter(([, timer]) => timer.at <= until).sort((one, two) => one[1].at - two[1].at)[0];
      if (!due) break;
      timers.delete(due[0]);
      world.now = Math.max(world.now, due[1].at);
      due[1].act();
      await settle();
    }
    world.now = until;
  };
  const waits = () => [...timers.values()].map((timer) => timer.at - world.now);
"""
END = "return { log, form, copy: world.copy, isKept: world.isKept, waits: waits(), touched: [...machine.touched] };"


@pytest.fixture
def act(run: Run) -> Any:
    """Give a function that lets a script act in the world, and tells what came of it."""

    def _act(script: str, **given: Any) -> dict[str, Any]:
        told: dict[str, Any] = run(MODULE, f"async (module, given) => {{ {WORLD} {script}; {END} }}", given)
        return told

    return _act


def ok(version: str, csrf: str = "t1", **values: str) -> dict[str, Any]:
    return {"status": 200, "told": {"version": version, "csrf_token": csrf, "values": values}}


def refusal(status: int, **told: Any) -> dict[str, Any]:
    return {"status": status, "told": told}


def test_a_form_that_nobody_touched_is_not_saved(act: Any) -> None:
    told = act("machine.soon(); machine.now(); machine.retry(); await machine.save(); await pass(60000)")
    assert (told["log"], told["isKept"], told["waits"]) == ([], True, [])


def test_a_pause_in_typing_saves_and_the_version_goes_on(act: Any) -> None:
    told = act(
        "type('port', 'Qing'); await pass(2499); log.push('|'); await pass(1);"
        "type('port', 'Qingdao', true); await pass(399); log.push('|'); await pass(1)",
        answers=[ok("2"), ok("3")],
    )
    assert told["log"] == [
        "typing", "|", "saving", "send 1 t1 Qing", "saved 2", "typing", "|", "saving", "send 2 t1 Qingdao", "saved 3",
    ]  # fmt: skip
    assert (told["copy"], told["isKept"], told["waits"], told["touched"]) == (None, True, [], ["port"])


def test_who_types_without_a_pause_is_saved_all_the_same(act: Any) -> None:
    script = "for (let number = 0; number < 9; number += 1) { type('port', `p${number}`); await pass(1000); }"
    told = act(script, answers=[ok("2"), ok("3"), ok("4")])
    sent = [line for line in told["log"] if line.startswith("send")]
    assert sent[0] == "send 1 t1 p4"  # after 4.5 seconds


def test_what_is_typed_while_a_save_is_under_way_is_saved_next(act: Any) -> None:
    script = """
      type("port", "Qingdao");
      const saving = machine.save();
      type("buyer", "Lee");
      machine.save();
      await saving; await settle(); await pass(400)"""
    told = act(script, answers=[ok("2"), ok("3")])
    assert [line for line in told["log"] if "send" in line or "saved" in line] == [
        "send 1 t1 Qingdao", "saved 2", "send 2 t1 Qingdao", "saved 3",
    ]  # fmt: skip
    assert told["isKept"]


def test_without_an_answer_it_is_kept_and_tried_again_ever_more_seldom(act: Any) -> None:
    script = """
      type("port", "Qingdao", true); await pass(400);
      for (let number = 0; number < 4; number += 1) { log.push(...waits()); await pass(waits()[0]); }
      log.push(...waits()); log.push(`kept ${world.copy.data.port}`);
      answers.push(given.last); machine.retry(); await pass(0)"""
    told = act(script, last=ok("2"))
    assert [line for line in told["log"] if isinstance(line, int)] == [2000, 4000, 8000, 10000, 10000]
    assert "kept Qingdao" in told["log"]
    assert told["log"].count("offline") == 5
    assert (told["log"][-1], told["copy"], told["isKept"]) == ("saved 2", None, True)


@pytest.mark.parametrize("status", [500, 502, 404, 429])
def test_a_broken_server_is_like_none(act: Any, status: int) -> None:
    told = act("type('port', 'Qingdao', true); await pass(400)", answers=[refusal(status)])
    assert told["log"][-2:] == ["typing", "offline"]
    assert told["copy"]["data"]["port"] == "Qingdao"


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_lost_session_is_told_and_goes_on_with_the_next_one(act: Any, status: int) -> None:
    script = "type('port', 'Qingdao', true); await pass(400); log.push('|'); await pass(10000)"
    new = ok("1", "t2")
    told = act(script, answers=[refusal(status), refusal(401), refusal(status), new, ok("2", "t2")])
    assert told["log"] == [
        "typing", "saving", "send 1 t1 Qingdao", "ask", "typing", "logged out", "|",
        "saving", "send 1 t1 Qingdao", "ask", "logged in", "saving", "send 1 t2 Qingdao", "saved 2",
    ]  # fmt: skip


def test_a_refusal_with_the_same_token_is_not_asked_again_at_once(act: Any) -> None:
    told = act("type('port', 'Qingdao', true); await pass(400)", answers=[refusal(400), ok("1", "t1")])
    assert told["log"][-3:] == ["logged in", "typing", "offline"]
    assert told["waits"] == [2000]


@pytest.mark.parametrize("status", [413, 422])
def test_what_the_server_cannot_take_is_told_and_tried_with_the_next_change(act: Any, status: int) -> None:
    script = "type('port', 'x', true); await pass(60000); type('port', 'Qingdao', true); await pass(400)"
    told = act(script, answers=[refusal(status, error={"message": "too long"}), ok("2")])
    assert told["log"].count("stopped too long") == 1
    assert told["log"][-1] == "saved 2"


def test_a_document_that_may_not_change_any_more_is_not_sent_again(act: Any) -> None:
    script = "type('port', 'x', true); await pass(400); type('port', 'y', true); await machine.save(); await pass(6e4)"
    told = act(script, answers=[refusal(409, error={"message": "declared"})])
    assert [line for line in told["log"] if line.startswith("send")] == ["send 1 t1 x"]
    assert not told["isKept"]
    assert told["copy"]["data"]["port"] == "y"


def test_what_only_the_other_changed_is_taken_over(act: Any) -> None:
    theirs = refusal(409, version="7", csrf_token="t7", values={"port": "Dalian", "buyer": "Park"})
    told = act("type('port', 'Qingdao', true); await pass(400)", answers=[theirs, ok("8")])
    assert told["log"][3:] == ["put buyer=Park", "merged buyer", "saving", "send 7 t7 Qingdao", "saved 8"]
    assert told["form"] == {"port": "Qingdao", "buyer": "Park"}


@pytest.mark.parametrize(("answer", "port"), [("keep", "Qingdao"), ("take", "Tianjin")])
def test_where_both_changed_an_entry_somebody_decides_and_nothing_is_sent_before(
    act: Any, answer: str, port: str
) -> None:
    theirs = refusal(409, version="7", csrf_token="t7", values={"port": "Tianjin", "buyer": "Kim"})
    script = f"""
      type("port", "Qingdao", true); await pass(400);
      await machine.save(); await pass(60000); log.push(`kept ${{world.isKept}}`);
      world.answering.{answer}(); await pass(0)"""
    told = act(script, answers=[theirs, ok("8")])
    sent = [line for line in told["log"] if line.startswith("send")]
    assert "asked port" in told["log"]
    assert "kept false" in told["log"]
    assert sent == ["send 1 t1 Qingdao", *(["send 7 t7 Qingdao"] if answer == "keep" else [])]
    assert (told["form"]["port"], told["copy"], told["isKept"]) == (port, None, True)


def test_the_proposed_number_is_shown_unless_one_was_typed(act: Any) -> None:
    form = {"port": "Dalian", "sub_certificate_no": ""}
    proposal = ok("2", sub_certificate_no="001")
    script = "type('port', 'Qingdao', true); await pass(400)"
    assert act(script, form=form, answers=[proposal])["form"]["sub_certificate_no"] == "001"
    typed = f"type('sub_certificate_no', 'x'); type('sub_certificate_no', ''); {script}"
    told = act(typed, form=form, answers=[proposal])
    assert (told["form"]["sub_certificate_no"], told["waits"]) == ("", [])


def test_a_copy_comes_back_and_meets_what_was_saved_meanwhile(act: Any) -> None:
    copy = {"version": "1", "base": {"port": "Xingang", "buyer": "Kim"}, "data": {"port": "Xingang", "buyer": "Lee"}}
    told = act("await pass(0); await pass(0)", copy=copy, answers=[ok("2")])
    assert told["log"] == [
        "put buyer=Lee", "restored", "put port=Dalian", "merged port", "saving", "send 1 t1 Dalian", "saved 2",
    ]  # fmt: skip
    assert told["form"] == {"port": "Dalian", "buyer": "Lee"}
    assert told["copy"] is None


@pytest.mark.parametrize(
    "copy",
    [
        {"version": "0", "base": {}, "data": {"port": "Tianjin"}, "isSubmitted": True},  # it arrived with the form
        {"version": "1", "base": {}, "data": {"port": "Dalian"}},  # the same as what is there
    ],
)
def test_a_copy_that_is_of_no_use_is_forgotten(act: Any, copy: dict[str, Any]) -> None:
    told = act("await pass(0)", copy=copy)
    assert (told["log"], told["copy"]) == ([], None)


def test_a_form_that_is_sent_whole_is_not_saved_beside_it(act: Any) -> None:
    script = (
        "type('port', 'Qingdao'); machine.submitted(); machine.keepLocally(); await machine.save(); await pass(6e4)"
    )
    told = act(script)
    assert told["log"] == ["typing"]
    assert told["copy"]["isSubmitted"]
    back = act(f"{script}; machine.stayed(); machine.reconnected(); await pass(0)", answers=[ok("2")])
    assert back["log"][-1] == "saved 2"
