#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes units with known faults, as JSON lines, for looking at reports: the same for the same arguments.

    units.py COUNT [--engine NAME] [--faults SHARE] [--seed N] > units.jsonl

The sentences are made of our own parts; a share of them gets one number changed, a name lost, a clause
dropped, a word left untranslated, or markup mangled.
"""
import argparse
import json
import random

SUBJECTS = [
    ("The proposed method", "所提出的方法"), ("Our segmentation network", "我们的分割网络"),
    ("A Bayesian estimator", "贝叶斯估计器"), ("The language model", "该语言模型"),
    ("This survey", "本综述"), ("The reinforcement learning agent", "强化学习智能体"),
    ("Electroencephalographic monitoring", "脑电图监测"), ("The GraphSage encoder", "GraphSage 编码器"),
]
VERBS = [
    ("improves accuracy by {n} %", "将准确率提高了 {n} %"), ("needs {n} labelled images", "需要 {n} 张标注图像"),
    ("converges after {n} iterations", "在 {n} 次迭代后收敛"), ("runs {n} times faster", "运行速度提高 {n} 倍"),
    ("was tested on {n} hospitals", "在 {n} 家医院进行了测试"), ("uses {n} attention heads", "使用 {n} 个注意力头"),
]
ENDS = [
    (" on the ImageNet benchmark", "，基于 ImageNet 基准"), (" without further training", "，无需进一步训练"),
    (", where $\\mathcal{L}_{\\mathrm{kl}}$ is the loss", "，其中 $\\mathcal{L}_{\\mathrm{kl}}$ 为损失"),
    (" in the low-resource setting", "，在低资源条件下"), ("", ""),
    (", and the code is at https://example.org/a-very-long-path/that-does-not-break/in-any-place", "，代码见 https://example.org/a-very-long-path/that-does-not-break/in-any-place"),
]


def unit(number, engine, share, maker, breaker):
    parts = [maker.choice(table) for table in (SUBJECTS, VERBS, ENDS)]
    figure = str(maker.randint(3, 980))
    double = maker.random() < 0.15
    source = "".join([parts[0][0], " ", parts[1][0], parts[2][0]]).replace("{n}", figure) + "."
    target = (parts[0][1] + parts[1][1] + parts[2][1]).replace("{n}", figure) + "。"
    if double:
        source += " The results hold for all seeds."
        target += "这些结果对所有随机种子都成立。"
    if breaker.random() < share:
        kind = breaker.randrange(5)
        if kind == 0:
            target = target.replace(figure, str(int(figure) + 7), 1)
        elif kind == 1:
            target = target.replace("ImageNet", "图像网").replace("GraphSage", "图圣人")
        elif kind == 2 and "，" in target:
            target = target.split("，")[0] + "。"
        elif kind == 3:
            target = target.replace("方法", "method").replace("模型", "model").replace("网络", "netwrk")
        else:
            target = target.replace("\\mathcal", "\\ mathcal").replace("，", ",")
    source_size, target_size = (2 if double else 1), (2 if double and breaker.random() < 0.8 else 1)
    return {
        "id": f"page-{number // 240:03d}#{number // 6}:{number % 6}", "source": source, "target": target,
        "source_language": "en", "target_language": "zh-Hans", "bead": f"{source_size}-{target_size}",
        "score": round(max(0.02, min(1, breaker.gauss(0.93, 0.09))), 4),
        "pair": f"page-{number // 240:03d}#{number // 6}", "engine": engine,
    }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("count", type=int)
    arguments.add_argument("--engine", default="one")
    arguments.add_argument("--faults", type=float, default=0.3)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    maker, breaker = random.Random(7), random.Random(given.seed)
    for number in range(given.count):
        print(json.dumps(unit(number, given.engine, given.faults, maker, breaker), ensure_ascii=False))


if __name__ == "__main__":
    main()
