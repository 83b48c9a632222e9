using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansIm.Storage.Sqlite.Connections;

/// <summary>One connection with its prepared statements. Belongs to one thread.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    static SqliteSession() => Batteries_V2.Init();

    public SqliteSession(string file, string pragmas)
    {
        var code = raw.sqlite3_open_v2(
            file, out _connection, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteException($"Cannot open '{file}': {raw.sqlite3_errmsg(_connection).utf8_to_string()}", code);
        }

        Script(pragmas);
    }

    /// <summary>True between begin and the end of a transaction.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection) == 0;

    /// <summary>The prepared statement of this text, ready for its first value.</summary>
    public SqliteStatement this[string sql]
    {
        get
        {
            if (_statements.TryGetValue(sql, out var statement))
            {
                statement.Reset();
                return statement;
            }

            var code = raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared);
            if (code != raw.SQLITE_OK)
            {
                throw new SqliteException(raw.sqlite3_errmsg(_connection).utf8_to_string(), code);
            }

            return _statements[sql] = new SqliteStatement(_connection, prepared);
        }
    }

    /// <summary>Runs several statements that answer nothing.</summary>
    public void Script(string sql)
    {
        var code = raw.sqlite3_exec(_connection, sql, out var message);
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteException(message, code);
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
