"""工匠阶梯: honours of districts, industries, 长三角 and the nation, by rung (沪工总经〔2015〕260号 五(一)；沪工总基〔2026〕60号 二)."""
