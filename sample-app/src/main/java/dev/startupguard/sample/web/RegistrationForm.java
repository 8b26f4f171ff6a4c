package dev.startupguard.sample.web;

import dev.startupguard.sample.attendee.Attendee;
import dev.startupguard.sample.attendee.AttendeeName;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.validation.Errors;

/**
 * What the visitor typed. A form that one release rendered may be posted to another, after a swap or a way back, so it takes the
 * name in either shape.
 */
public final class RegistrationForm {
    @Size(max = 160, message = "Please use at most 160 characters.")
    private String name = "";

    @Size(max = 80, message = "Please use at most 80 characters.")
    private String firstName = "";

    @Size(max = 80, message = "Please use at most 80 characters.")
    private String lastName = "";

    @NotBlank(message = "Please give an e-mail address.")
    @Email(message = "This does not look like an e-mail address.")
    @Size(max = 254, message = "Please use at most 254 characters.")
    private String email = "";

    @Min(value = 1, message = "Please ask for one seat at least.")
    @Max(value = 10, message = "At most ten seats in one order.")
    private int seats = 1;

    /** Brings the name into the shape that the release asks for, and checks that it is there. */
    void settleName(boolean split, Errors errors) {
        if (split && !StringUtils.hasText(firstName + lastName)) {
            AttendeeName name = AttendeeName.split(this.name);
            firstName = name.first();
            lastName = name.last();
        } else if (!split && !StringUtils.hasText(name)) {
            name = new AttendeeName(firstName, lastName).full();
        }
        if (split) {
            require(firstName, "firstName", "Please give a first name.", errors);
            require(lastName, "lastName", "Please give a last name.", errors);
        } else {
            require(name, "name", "Please give a name.", errors);
        }
    }

    private static void require(String text, String field, String message, Errors errors) {
        if (!StringUtils.hasText(text)) {
            errors.rejectValue(field, "required", message);
        }
    }

    Attendee attendee(boolean split) {
        return new Attendee(split ? new AttendeeName(firstName, lastName) : AttendeeName.split(name), email.strip());
    }

    public String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = orEmpty(name);
    }

    public String getFirstName() {
        return firstName;
    }

    public void setFirstName(@Nullable String firstName) {
        this.firstName = orEmpty(firstName);
    }

    public String getLastName() {
        return lastName;
    }

    public void setLastName(@Nullable String lastName) {
        this.lastName = orEmpty(lastName);
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(@Nullable String email) {
        this.email = orEmpty(email);
    }

    public int getSeats() {
        return seats;
    }

    public void setSeats(int seats) {
        this.seats = seats;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
