using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansIm.Storage.Sqlite.Connections;

/// <summary>
/// A prepared statement, used over and over by the one thread that owns its session. The ADO.NET layer costs more than the
/// statement itself at this size, so this binds straight to the library.
/// </summary>
internal sealed class SqliteStatement(sqlite3 connection, sqlite3_stmt statement) : IDisposable
{
    // A lone surrogate must fail, not turn into another text.
    private static readonly UTF8Encoding Strict = new(false, true);

    private int _next = 1;

    public SqliteStatement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(statement, _next++, value));
        return this;
    }

    public SqliteStatement Bind(string? value)
    {
        if (value is null)
        {
            Check(raw.sqlite3_bind_null(statement, _next++));
        }
        else if (value.Length == 0)
        {
            // The span overload would bind an empty span as null.
            Check(raw.sqlite3_bind_text(statement, _next++, value));
        }
        else if (value.Length <= 256)
        {
            Span<byte> buffer = stackalloc byte[768];
            Check(raw.sqlite3_bind_text(statement, _next++, buffer[..Strict.GetBytes(value, buffer)]));
        }
        else
        {
            var buffer = ArrayPool<byte>.Shared.Rent(value.Length * 3);
            try
            {
                Check(raw.sqlite3_bind_text(statement, _next++, buffer.AsSpan(0, Strict.GetBytes(value, buffer))));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        return this;
    }

    public SqliteStatement Bind(ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(statement, _next++, 0)
            : raw.sqlite3_bind_blob(statement, _next++, value));
        return this;
    }

    /// <summary>True while there is a row. After the last one the statement is ready for new values.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Reset();
        return code == raw.SQLITE_DONE ? false : throw Error(code);
    }

    /// <summary>Runs to the end; false if a uniqueness rule forbids it, and nothing was written.</summary>
    public bool TryRun()
    {
        int code;
        do
        {
            code = raw.sqlite3_step(statement);
        }
        while (code == raw.SQLITE_ROW);
        var extended = code == raw.SQLITE_CONSTRAINT ? raw.sqlite3_extended_errcode(connection) : 0;
        Reset();
        return code == raw.SQLITE_DONE
            || (extended is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY ? false : throw Error(code));
    }

    public void Run()
    {
        if (!TryRun())
        {
            throw Error(raw.SQLITE_CONSTRAINT);
        }
    }

    /// <summary>First column of the first row, or null.</summary>
    public long? One()
    {
        if (!Step())
        {
            return null;
        }

        var value = raw.sqlite3_column_type(statement, 0) == raw.SQLITE_NULL ? (long?)null : Long(0);
        Reset();
        return value;
    }

    public bool Any()
    {
        var any = Step();
        Reset();
        return any;
    }

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    public string? Text(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL
        ? null
        : Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    public byte[] Blob(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public void Reset()
    {
        // It repeats the error of the last step, which has been seen already.
        _ = raw.sqlite3_reset(statement);
        _next = 1;
    }

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            Reset();
            throw Error(code);
        }
    }

    private SqliteException Error(int code) =>
        new(raw.sqlite3_errmsg(connection).utf8_to_string(), code, raw.sqlite3_extended_errcode(connection));
}
