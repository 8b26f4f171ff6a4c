INSERT INTO attendee (name) VALUES (N'Jürgen „Jürg“ Müller'), (N'山田太郎'), (N'🎉');
