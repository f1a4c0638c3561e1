-- +goose Up
-- Where a boarder sleeps, as the class says it; empty for who goes home every day.
ALTER TABLE roster_student ADD COLUMN dorm TEXT NOT NULL DEFAULT '';
