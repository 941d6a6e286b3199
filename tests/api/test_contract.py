"""The contract says what the operations do: valid OpenAPI 3.1, unique names, both languages, every action."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from zhixing.kernel.actions.register import actions_of, all_actions
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Matter
from zhixing.modules.supervision.choices import Rhythm, Source


@pytest.fixture
def contract(client: Any, db: None) -> dict[str, Any]:
    """The document as anyone gets it, without token or session."""
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/json")
    return json.loads(response.content)  # type: ignore[no-any-return]  # a JSON object


def operations(contract):
    return [
        (method, path, operation)
        for path, methods in contract["paths"].items()
        for method, operation in methods.items()
    ]


def test_it_is_valid_openapi_3_1(contract):
    assert contract["openapi"] == "3.1.0"
    assert [error.message for error in OpenAPIV31SpecValidator(contract).iter_errors()] == []


def test_every_action_of_every_kind_has_its_address(contract):
    offered = {
        (path, operation["x-action"], operation["x-power"])
        for method, path, operation in operations(contract)
        if method == "post" and "x-action" in operation
    }
    missing = []
    for kind in kinds.kinds().values():
        base = f"/api/v1/{kind.module}/{kind.segment}"
        for spec in actions_of(kind.model).values():
            paths = [base, f"{base}/{spec.name}"] if spec.opens else [f"{base}/{{id}}/{spec.name}"]
            if not any((path, spec.code, spec.power) in offered for path in paths):
                missing.append(spec.code)
    assert missing == []
    assert ("/api/v1/supervision/items", "supervision.register", "supervision.register") in offered
    posted = {o["x-action"] for method, _, o in operations(contract) if "x-action" in o}
    assert posted == {spec.code for spec in all_actions() if not (spec.model is Matter and not kinds.kinds())}


def test_every_kind_has_list_and_detail(contract):
    for kind in kinds.kinds().values():
        base = f"/api/v1/{kind.module}/{kind.segment}"
        assert "get" in contract["paths"][base]
        assert "get" in contract["paths"][f"{base}/{{id}}"]


def test_operation_ids_are_unique_and_carry_module_kind_and_action(contract):
    ids = Counter(o["operationId"] for _, _, o in operations(contract))

    assert [name for name, n in ids.items() if n > 1] == []
    assert {
        "supervision_item_sign",
        "supervision_item_register",
        "supervision_item_answer_card",
    } <= ids.keys()


def test_schema_titles_are_unique(contract):
    schemas = contract["components"]["schemas"]
    titles = Counter(schema.get("title", name) for name, schema in schemas.items())

    assert [title for title, n in titles.items() if n > 1] == []
    bodies = Counter(spec.shape.__name__ for spec in all_actions())
    assert [title for title, n in bodies.items() if n > 1] == []


def test_two_schemas_of_one_title_stop_the_contract_instead_of_hiding_one(contract):
    from zhixing.web.api.contract import Contract

    document = Contract.__new__(Contract)
    document.schemas = {"Grade": {"enum": ["a"]}}
    document.add_schema_definitions({"Grade": {"enum": ["a"]}})

    with pytest.raises(ValueError, match="Grade"):
        document.add_schema_definitions({"Grade": {"enum": ["b"]}})


def test_every_group_of_operations_has_its_words(contract):
    named = {tag["name"]: tag["x-words"] for tag in contract["tags"]}

    assert {o["tags"][0] for _, _, o in operations(contract)} <= named.keys()
    assert named["supervision.item"] == {"en": "Supervised items", "zh": "督办事项"}


def test_every_operation_speaks_both_languages_and_names_its_power(contract):
    for method, path, operation in operations(contract):
        assert set(operation["x-words"]) == {"en", "zh"}, (method, path)
        assert all(operation["x-words"].values()), (method, path)
        assert operation["x-power"], (method, path)


def test_every_parameter_of_an_action_has_its_words_in_both_languages(contract):
    schemas = contract["components"]["schemas"]
    for spec in all_actions():
        properties = schemas[spec.shape.__name__]["properties"]
        assert set(properties) == {p.name for p in spec.parameters}
        for p in spec.parameters:
            assert properties[p.name]["x-label"] == {"en": p.label.en, "zh": p.label.zh}


def test_every_parameter_outside_the_address_has_its_words_in_both_languages(contract):
    silent = [
        (path, p["name"])
        for _, path, operation in operations(contract)
        for p in operation["parameters"]
        if p["in"] != "path" and set(p["schema"].get("x-label", {})) != {"en", "zh"}
    ]
    assert silent == []


def test_closed_sets_carry_their_words(contract):
    schemas = contract["components"]["schemas"]

    assert schemas["SupervisionSource"]["enum"] == [m.value for m in Source]
    assert schemas["SupervisionSource"]["x-labels"]["zh"]["instruction"] == "领导批示"
    assert schemas["SupervisionSource"]["x-labels"]["en"]["instruction"] == "Written instruction"
    assert schemas["SupervisionRhythm"]["enum"] == [m.value for m in Rhythm]
    register = schemas["SupervisionSupervisedItemRegister"]["properties"]
    assert register["source"]["$ref"] == "#/components/schemas/SupervisionSource"
    assert register["lead_unit"]["x-reference"] == "organisation.unit"
    assert schemas["SupervisionItemRow"]["properties"]["state"]["x-labels"]["zh"]["under_way"] == "办理中"


def test_what_is_refused_is_declared_as_problem_json(contract):
    for method, path, operation in operations(contract):
        for status, response in operation["responses"].items():
            if status.startswith("2"):
                continue
            name = response["$ref"].rsplit("/", 1)[1]
            declared = contract["components"]["responses"][name]
            assert list(declared["content"]) == ["application/problem+json"], (method, path)
        wanted = {"400", "401", "403", "404", "422", "429", "503"}
        if method == "post":
            wanted |= {"409", "412", "413", "415"}
        assert wanted <= operation["responses"].keys(), (method, path)


def test_every_operation_but_the_contract_itself_asks_who_is_there(contract):
    for method, path, operation in operations(contract):
        assert operation["security"] == [{"BearerToken": []}, {"SignedIn": []}], (method, path)


def test_an_action_without_required_parameters_needs_no_body(contract):
    issue = contract["paths"]["/api/v1/supervision/items/{id}/issue"]["post"]
    sign = contract["paths"]["/api/v1/supervision/items/{id}/sign"]["post"]

    assert issue["requestBody"]["required"] is False
    assert sign["requestBody"]["required"] is True
    assert {p["name"] for p in sign["parameters"]} == {"id", "If-Match", "Idempotency-Key"}


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ["接口文档", "签收", "主办单位"]), ("en", ["API reference", "Sign for"])]
)
def test_the_reference_page_shows_everything_without_a_script(client, contract, language, words):
    response = client.get("/api/v1/docs", headers={"Accept-Language": language})

    page = response.content.decode()
    assert response.status_code == 200
    for word in [*words, "/api/v1/supervision/items/{id}/sign", "matters.changed_meanwhile"]:
        assert word in page
    for _, path, operation in operations(contract):
        assert f'id="{operation["operationId"]}"' in page, path
    assert "//cdn" not in page and 'src="http' not in page
    assert 'id="api.too_often"' in page
