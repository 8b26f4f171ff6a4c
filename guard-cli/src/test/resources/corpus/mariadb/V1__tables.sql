CREATE TABLE conference (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(200) NOT NULL) ENGINE=InnoDB;
CREATE TABLE attendee (id BIGINT PRIMARY KEY, conference_id BIGINT, email VARCHAR(200), CONSTRAINT attendee_conference FOREIGN KEY (conference_id) REFERENCES conference (id));
