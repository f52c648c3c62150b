"""A handful of bulletins in a store, with an embedder one can compute in the head."""

from typing import NamedTuple

import pytest
from fakes import WordEmbedder

from bot.bot import Bot
from ingest.items import Item
from ingest.pipeline import ingest_items
from vectorstore.store import Store

EMBEDDER = WordEmbedder(("cong nghiep", "gia", "xuat khau", "thu tuong"))
BULLETINS = {
    "iip-01.md": (
        "2024-01-29",
        "Chỉ số sản xuất công nghiệp (IIP) tháng 1/2024 tăng 18,3% so với cùng kỳ năm trước.",
    ),
    "iip-02.md": (
        "2024-02-29",
        "Chỉ số sản xuất công nghiệp (IIP) tháng 2/2024 giảm 18% so với tháng trước và giảm 6,8%"
        " so với cùng kỳ năm trước.\n\nTính chung 2 tháng đầu năm 2024, IIP tăng 5,7% so với cùng"
        " kỳ. Các tỉnh tăng thấp nhất là Cà Mau, Bắc Ninh, Sơn La.",
    ),
    "cpi-03.md": (
        "2024-03-29",
        "So với tháng trước, chỉ số giá tiêu dùng (CPI) tháng 3/2024 giảm 0,23%.\n\nThủ tướng yêu"
        " cầu các bộ theo dõi sát giá xăng dầu và dịch vụ giáo dục.",
    ),
    "ha-tinh.md": (
        "2024-03-30",
        "Tại Hà Tĩnh, chỉ số sản xuất công nghiệp tháng 3/2024 của Hà Tĩnh tăng 3,1% so với cùng"
        " kỳ. Hà Tĩnh đặt mục tiêu cao hơn.",
    ),
}


class Held(NamedTuple):
    """A store with what was taken in, and the bot that answers from it."""

    store: Store
    bot: Bot


@pytest.fixture(scope="session")
def hold(tmp_path_factory):
    """Return a function that takes in bulletins, each a name with its day and text."""
    opened = []

    def taken_in(bulletins):
        store = Store(tmp_path_factory.mktemp("home"), create=True)
        opened.append(store)
        items = [
            Item(
                origin=name,
                name=name,
                read=lambda day=day, text=text: f"---\ndate: {day}\n---\n{text}".encode(),
            )
            for name, (day, text) in bulletins.items()
        ]
        assert not ingest_items(store, EMBEDDER, items).rejected
        return Held(store, Bot(store, EMBEDDER))

    yield taken_in
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def answering(hold):
    return hold(BULLETINS)


@pytest.fixture(scope="session")
def store(answering):
    return answering.store


@pytest.fixture(scope="session")
def bot(answering):
    return answering.bot
