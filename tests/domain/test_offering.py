"""What makes an offering a full-time job."""

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.vocabulary import Delivery

JOBS = 14
"""The adjacent jobs and the service year; two years in one job are one job."""


def test_hours_per_week_are_those_of_its_shortest_time(catalogue: Catalogue) -> None:
    assert catalogue.offerings["j_device_rep"].hours_per_week == 50
    assert catalogue.offerings["i_hosp_vol"].hours_per_week == 4


@pytest.mark.parametrize(("hours", "full"), [(30, True), (29.9, False)])
def test_a_job_is_full_time_from_thirty_hours_a_week(catalogue: Catalogue, hours: float, full: bool) -> None:
    job = catalogue.offerings["j_front_desk"].model_copy(update={"effort_hours": hours, "duration_weeks_min": 1})
    assert job.is_full_time_job is full


@pytest.mark.parametrize("delivery", [each for each in Delivery if each is not Delivery.ON_THE_JOB])
def test_study_is_no_job_however_many_hours_it_takes(catalogue: Catalogue, delivery: Delivery) -> None:
    job = catalogue.offerings["j_front_desk"].model_copy(update={"delivery": delivery})
    assert not job.is_full_time_job


def test_the_built_in_full_time_jobs_are_the_adjacent_jobs_and_the_service_year(catalogue: Catalogue) -> None:
    full_time = {name for name, row in catalogue.offerings.items() if row.is_full_time_job}
    assert full_time == {name for name in catalogue.offerings if name.startswith("j_")} | {"i_service_year"}
    assert len(full_time) == JOBS
