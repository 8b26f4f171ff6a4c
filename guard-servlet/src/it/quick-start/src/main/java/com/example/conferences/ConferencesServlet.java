package com.example.conferences;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The names of all conferences. */
@WebServlet("/conferences")
public class ConferencesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM conference")) {
            while (rows.next()) {
                response.getWriter().print(rows.getString(1) + "\n");
            }
        } catch (SQLException | NamingException e) {
            throw new ServletException(e);
        }
    }

    private static DataSource dataSource() throws NamingException {
        return InitialContext.doLookup("java:comp/env/jdbc/main");
    }
}
