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
    [
        "刘晓波",
        "何立峰",
        "张国清",
        "袁家军",
        "陈文清",
        "王立军",
        "李立群",
        "李建成",
        "张文宏",
        "陈建斌",
        "陈建州",
        "于文霞",
        "杨春霞",
        "刘春洲",
        "王海波",
        "张海霞",
        "黄海波",
        "胡海泉",
        "胡海波",
        "李海峰",
        "刘海波",
        "陈海波",
        "高秀敏",
        "王玉霞",
        "郭秀云",
        "冯远征",
        "张静芳",
        "李清照",
        "李明启",
        "王海涛",
        "吴秀波",
        "任志强",
        "孙海英",
        "沈建宏",
        "王建宏",
        "林志颖",
        "林志玲",
        "林志炫",
        "林俊杰",
        "李玉刚",
        "李春江",
        "周文霞",
        "张志远",
        "刘思成",
        "罗志祥",
        "王志文",
        "王文海",
        "孙立平",
        "钱文忠",
        "王俊凯",
        "李宏彬",
        "余秀华",
        "史玉柱",
        "马明宇",
        "谢文骏",
        "王春芳",
        "陈思成",
        "张雨霏",
        "张书豪",
        "许知远",
        "马思纯",
        "王子文",
        "陈子川",
        "王嘉尔",
        "白敬亭",
        "李文辉",
        "李建辉",
        "张建波",
        "王建峰",
        "张立辉",
        "王立彬",
        "郑海霞",
        "刘文辉",
        "朱文彬",
    ]
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
