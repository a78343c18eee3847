"""The client of an OpenAI-compatible endpoint; a file of its own because importing it takes a second."""

from langchain_core.language_models import BaseChatModel
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

DEFAULT_MODEL = "gpt-4o-mini"


def open_chat(*, model: str, base_url: str, key: SecretStr, timeout_s: float) -> BaseChatModel:
    """The endpoint's model; an empty name means the default, an empty address OpenAI's own.

    Args:
        model: its name at the endpoint.
        base_url: up to `/v1`.
        key: empty for servers that want none.
        timeout_s: seconds for one request.
    """
    return ChatOpenAI(
        model=model or DEFAULT_MODEL,
        base_url=base_url or None,
        api_key=key if key.get_secret_value() else SecretStr("none"),
        temperature=0,
        use_responses_api=False,
        timeout=timeout_s,
        max_retries=0,
    )
