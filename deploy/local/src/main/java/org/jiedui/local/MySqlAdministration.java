package org.jiedui.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Schemas with one user each, on any MySQL server that lets us in as somebody who may create them. */
final class MySqlAdministration {

    private static final Pattern PARAMETER = Pattern.compile("[?&](user|password)=([^&]*)");

    private final String baseUrl;
    private final String user;
    private final String password;

    /**
     * @param baseUrl {@code jdbc:mysql://host:port}, without a schema
     * @param user may create schemas and users
     */
    MySqlAdministration(String baseUrl, String user, String password) {
        this.baseUrl = baseUrl;
        this.user = user;
        this.password = password;
    }

    /**
     * From an address such as {@code jdbc:mysql://host:port/?user=root&password=…}; without a user it is {@code root}
     * without a password.
     */
    static MySqlAdministration parse(String url) {
        String user = "root";
        String password = "";
        Matcher matcher = PARAMETER.matcher(url);
        while (matcher.find()) {
            if ("user".equals(matcher.group(1))) {
                user = matcher.group(2);
            } else {
                password = matcher.group(2);
            }
        }
        return new MySqlAdministration(url.replaceFirst("/?\\?.*$", "").replaceFirst("/$", ""), user, password);
    }

    /** The server's address, without a schema and without parameters. */
    String baseUrl() {
        return baseUrl;
    }

    /** The schema's address. */
    String urlOf(String schema) {
        return baseUrl + "/" + schema;
    }

    /** Creates schema and user of the same name unless they are there; the user gets this password and this schema. */
    void ensureSchema(String schema, String schemaPassword) {
        execute(
                "CREATE DATABASE IF NOT EXISTS `" + schema + "` CHARACTER SET utf8mb4",
                "CREATE USER IF NOT EXISTS '" + schema + "'@'%'",
                "ALTER USER '" + schema + "'@'%' IDENTIFIED BY '" + schemaPassword + "'",
                // An unescaped underscore would stand for any character, and so for other schemas.
                "GRANT ALL PRIVILEGES ON `" + schema.replace("_", "\\_") + "`.* TO '" + schema + "'@'%'");
    }

    /** Like {@link #ensureSchema}, but empty. */
    void recreateSchema(String schema, String schemaPassword) {
        execute("DROP DATABASE IF EXISTS `" + schema + "`");
        ensureSchema(schema, schemaPassword);
    }

    void dropSchema(String schema) {
        execute("DROP DATABASE IF EXISTS `" + schema + "`", "DROP USER IF EXISTS '" + schema + "'@'%'");
    }

    /** A connection that asks the driver directly: class loaders of test frameworks hide it from DriverManager. */
    static Connection connect(String url, String user, String password) throws SQLException {
        Properties credentials = new Properties();
        credentials.setProperty("user", user);
        credentials.setProperty("password", password);
        Connection connection = new com.mysql.cj.jdbc.Driver().connect(url, credentials);
        if (connection == null) {
            throw new SQLException("Not an address of a MySQL server: " + url);
        }
        return connection;
    }

    /** A connection as the administrator. */
    Connection connect() throws SQLException {
        return connect(baseUrl, user, password);
    }

    private void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new StackFailure(
                    "The MySQL server at " + baseUrl + " refused to prepare a schema (" + e.getMessage() + ").", e);
        }
    }
}
