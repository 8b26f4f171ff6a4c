CREATE FUNCTION touch() RETURNS TRIGGER AS $guard$
BEGIN
    NEW.email := lower(NEW.email);
    RETURN NEW;
END;
$guard$ LANGUAGE plpgsql;
CREATE TRIGGER attendee_touch BEFORE INSERT OR UPDATE ON attendee FOR EACH ROW EXECUTE FUNCTION touch();
