using System.Runtime.InteropServices;
using SQLitePCL;

namespace Sidetone.Cli.Demo;

/// <summary>Uses the SQLite that the operating system keeps up to date, instead of one that is shipped and grows old.</summary>
internal static class SystemSqlite
{
    private static readonly Lazy<bool> s_ready = new(SetUp);

    /// <summary>Makes SQLite ready, once.</summary>
    /// <exception cref="CliException">The system has none.</exception>
    public static void Use() => _ = s_ready.Value;

    private static bool SetUp()
    {
        var (names, package) = OperatingSystem.IsWindows() ? (["winsqlite3.dll"], "Windows 10 or newer, which brings winsqlite3.dll")
            : OperatingSystem.IsMacOS() ? (["libsqlite3.dylib"], "libsqlite3.dylib, which macOS brings")
            : ((string[])["libsqlite3.so.0", "libsqlite3.so"], "the system's SQLite library: apt install libsqlite3-0, dnf install sqlite-libs, apk add sqlite-libs");
        var library = IntPtr.Zero;
        if (!Array.Exists(names, name => NativeLibrary.TryLoad(name, out library)))
            throw new CliException($"The order book needs {package}.");
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? library : IntPtr.Zero);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    }
}
