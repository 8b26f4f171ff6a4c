CREATE TABLE conference (
    id BIGINT NOT NULL PRIMARY KEY,
    slug VARCHAR(60) NOT NULL,
    title VARCHAR(120) NOT NULL,
    summary VARCHAR(400) NOT NULL,
    place VARCHAR(120) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    seats INTEGER NOT NULL,
    seats_reserved INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT conference_slug_unique UNIQUE (slug)
);

-- A read model: can be thrown away and rebuilt from conference.
CREATE TABLE seats_left (
    conference_id BIGINT NOT NULL PRIMARY KEY,
    seats INTEGER NOT NULL,
    updated_at TIMESTAMP(6) NOT NULL
);

CREATE TABLE conference_order (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    conference_id BIGINT NOT NULL,
    seats INTEGER NOT NULL,
    status VARCHAR(16) NOT NULL,
    placed_at TIMESTAMP(6) NOT NULL,
    decided_at TIMESTAMP(6) NULL,
    CONSTRAINT conference_order_conference FOREIGN KEY (conference_id) REFERENCES conference (id)
);

CREATE INDEX conference_order_status ON conference_order (status, placed_at);

CREATE TABLE attendee (
    order_id VARCHAR(36) NOT NULL PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    email VARCHAR(254) NOT NULL,
    CONSTRAINT attendee_order FOREIGN KEY (order_id) REFERENCES conference_order (id)
);
