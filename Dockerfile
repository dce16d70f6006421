# The task pane's server for an organization: docs/server.md, "For an organization". Mind the license of xlwings Server.
FROM python:3.12-slim
RUN useradd --system --create-home planner
WORKDIR /planner
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY workbook_templates workbook_templates
COPY liaison_planner liaison_planner
RUN pip install --no-cache-dir -c constraints.txt ".[server]"
USER planner
EXPOSE 8765
# it refuses to start without sign-in, a name and a certificate
ENTRYPOINT ["liaison-planner", "serve", "--host", "0.0.0.0"]
