# Every verb of this checkout. The work is done in ops/ with the system's Python; see `make help`.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
export PYTHONUTF8 := 1
ops := @$(PYTHON) -m ops

.DEFAULT_GOAL := help
.PHONY: help packages setup services services-stop demo reset-demo run worker beat shell check test bench rehearse \
	migrations-check secrets lock

help: ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## 启动演示：备齐环境、数据库与演示数据，打开网页（PORT=8123 可换端口）
	$(ops) demo $(PORT)

reset-demo: ## 清空演示数据，下次 make demo 时重新装入
	$(ops) reset-demo

test: ## 在真实的 PostgreSQL 与 Redis 上运行全部测试（ARGS="tests/ops -k port" 可选部分）
	$(ops) test $(ARGS)

check: ## 检查规范、格式、楼层次序、类型、模板、迁移与部署设置
	$(ops) check

setup: ## 备齐系统软件包与 .venv
	$(ops) setup

packages: ## 安装 system-packages.txt 所列系统软件包（需 root），不启动系统自带的服务
	$(ops) packages

services: ## 在后台启动本目录专用的 PostgreSQL 与 Redis
	$(ops) services

services-stop: ## 停止本目录专用的 PostgreSQL 与 Redis
	$(ops) services-stop

run: ## 启动开发用网页服务，改动代码后自动重载（PORT=8123 可换端口）
	@DEBUG=true $(PYTHON) -m ops within manage.py runserver 127.0.0.1:$(PORT)

worker: ## 启动后台任务进程
	$(ops) within -m celery -A craftsman_portal worker --loglevel INFO --concurrency 2

beat: ## 启动定时任务进程
	$(ops) within -m celery -A craftsman_portal beat --loglevel INFO --schedule var/run/beat-schedule --pidfile=

shell: ## 打开 Django 命令行
	$(ops) within manage.py shell

bench: ## 测量页面速度，并与裸页面对照
	$(ops) within -m benchmarks $(ARGS)

rehearse: ## 按 2023 年实际规模预演一届评选（ARGS="--nominations 90" 可缩小）
	$(ops) within manage.py rehearse $(ARGS)

migrations-check: ## 检查模型改动是否都有迁移
	$(ops) within manage.py makemigrations --check --dry-run

secrets: ## 为正式部署生成密钥文件（只生成一次，不覆盖）
	$(ops) secrets

lock: ## 按 pyproject.toml 重新生成两份带哈希的依赖清单
	@$(PYTHON) -m ops setup
	@for extra in "" "-dev"; do \
		.venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
			--no-emit-index-url $${extra:+--extra dev} pyproject.toml -o requirements$$extra.txt --quiet || exit 1; \
	done
