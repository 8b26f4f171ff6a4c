CREATE TABLE conference (id BIGINT PRIMARY KEY, name VARCHAR(100) NOT NULL);
INSERT INTO conference (id, name) VALUES (1, 'Schema Days');
