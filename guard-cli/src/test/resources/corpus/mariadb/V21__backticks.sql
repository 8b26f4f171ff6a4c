CREATE TABLE `odd; name` (`a``b` INT, `x'y` INT);
