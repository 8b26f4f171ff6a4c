INSERT INTO conference (id, slug, title, summary, place, starts_on, ends_on, seats) VALUES
    (1, 'event-sourcing-days', 'Event Sourcing Days',
     'Two days about systems that remember how they got here: aggregates, projections, and the day you rebuild them all.',
     'Utrecht, Netherlands', '2027-03-11', '2027-03-12', 120),
    (2, 'evolving-schemas', 'Evolving Schemas',
     'Expand, migrate, contract. Talks and workshops for people who change tables that never sleep.',
     'Porto, Portugal', '2027-04-22', '2027-04-23', 80),
    (3, 'quiet-deployments', 'Quiet Deployments',
     'Blue, green and every colour in between: releasing in the middle of the day, with nobody noticing.',
     'Gdańsk, Poland', '2027-05-20', '2027-05-21', 60),
    (4, 'operators-workshop', 'Operators'' Workshop',
     'A small, hands-on day about maintenance windows, probes and drains. Twelve seats, one whiteboard.',
     'Vienna, Austria', '2027-06-10', '2027-06-10', 12),
    (5, 'read-model-retreat', 'Read Model Retreat',
     'Three days away from the write side. Bring a projection that takes too long.',
     'Bergen, Norway', '2027-09-02', '2027-09-04', 40);

INSERT INTO seats_left (conference_id, seats, updated_at)
SELECT id, seats - seats_reserved, CURRENT_TIMESTAMP FROM conference;
