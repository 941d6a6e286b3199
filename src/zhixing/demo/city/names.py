"""Names of persons who do not exist, put together from common parts; the well known among them are left out."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
FIRST = "明若思佳雅静景承书子雨嘉知宇梓怀云清志文建宏振海立俊秀玉春"
SECOND = "远兰宁轩然怡涵成松柏舟川洲禾瑶珊越航岚溪恒谦衡峰辉敏芳霞波霖彬婷娟"

# People of public life whose names these parts could make. Nobody in the city is called so.
NOT_THESE = frozenset(
    # fmt: off
    {
        "何立峰",
        "张志远",
        "朱文彬",
        "李建辉",
        "吴秀波",
        "许知远",
        "杨春霞",
        "李建成",
        "王海波",
        "张建波",
        "高秀敏",
        "张海霞",
        "刘春洲",
        "胡海波",
        "王立彬",
        "李宏彬",
        "王玉霞",
        "张立辉",
        "陈子川",
        "刘文辉",
        "刘海波",
        "张静芳",
        "李文辉",
        "黄海波",
        "李海峰",
        "陈思成",
        "刘思成",
        "陈海波",
        "王建峰",
        "王春芳",
        "郑海霞",
        "周文霞",
        "于文霞",
    }
    # fmt: on
)


def names(rng: Random) -> Iterator[str]:
    """Different names without end (as long as the parts last)."""
    given: set[str] = set()
    while True:
        name = rng.choice(SURNAMES) + rng.choice(FIRST) + rng.choice(SECOND)
        if name in given or name in NOT_THESE or name[1] == name[2]:
            continue
        given.add(name)
        yield name
