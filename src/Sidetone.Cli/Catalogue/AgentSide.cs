using System.CommandLine;
using Sidetone.ElevenLabs;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.Cli.Catalogue;

/// <summary>Which agent a command is about, and how the platform is asked. The key is never written anywhere.</summary>
internal sealed class AgentSide(Shell shell)
{
    private readonly Option<string> _agent = new("--agent") { Description = "The ElevenLabs agent's id.", HelpName = "ID", Required = true };

    private readonly Option<string?> _branch = new("--branch") { Description = "A branch of the agent. Default: its main one.", HelpName = "ID" };

    private readonly Option<string> _baseUrl = new("--base-url")
    {
        Description = "The platform's address, without /v1.",
        HelpName = "URL",
        DefaultValueFactory = static _ => "https://api.elevenlabs.io",
    };

    private readonly Option<string> _keyName = new("--api-key-env")
    {
        Description = "The environment variable that holds the key.",
        HelpName = "NAME",
        DefaultValueFactory = static _ => "ELEVENLABS_API_KEY",
    };

    /// <summary>Gives a command the options.</summary>
    public Command On(Command command)
    {
        command.Add(_agent);
        command.Add(_branch);
        command.Add(_baseUrl);
        command.Add(_keyName);
        return command;
    }

    public AgentBranch AgentOf(ParseResult parsed) => new(parsed.GetValue(_agent)!, parsed.GetValue(_branch));

    /// <summary>Asks the platform. Its refusals become one line each, and <see cref="ExitCodes.Unavailable"/>.</summary>
    public async Task<int> AskAsync(ParseResult parsed, Func<ElevenLabsClient, Task<int>> ask)
    {
        if (!Uri.TryCreate(parsed.GetValue(_baseUrl), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new CliException($"--base-url must be an address such as {ElevenLabsOptions.DefaultBaseAddress.GetLeftPart(UriPartial.Authority)}; it begins with http:// or https://.", ExitCodes.Usage);
        var name = parsed.GetValue(_keyName)!;
        // Who gives the key instead of a name must not find it in a log.
        if (name.StartsWith("sk_", StringComparison.OrdinalIgnoreCase))
            throw new CliException("--api-key-env takes the name of an environment variable, not the key.", ExitCodes.Usage);
        if (shell.Variable(name) is not { } key || string.IsNullOrWhiteSpace(key))
            throw new CliException($"{name} is not set. Put the key of the workspace there, or name another variable: --api-key-env.", ExitCodes.Usage);
        try
        {
            using var client = new ElevenLabsClient(new ElevenLabsOptions { ApiKey = key, BaseAddress = address, Time = shell.Time });
            return await ask(client);
        }
        catch (ArgumentException exception) when (exception.ParamName == "id")
        {
            throw new CliException("--agent must be the id of an agent.", ExitCodes.Usage);
        }
        catch (ArgumentException exception) when (exception.ParamName == nameof(ElevenLabsOptions.ApiKey))
        {
            throw new CliException($"{name} holds a character that no key has. Was something else put there?", ExitCodes.Usage);
        }
        catch (ElevenLabsException refused) when (refused.Status == 401)
        {
            throw new CliException($"{name}: the API key was not accepted by {address.GetLeftPart(UriPartial.Authority)} (401).", ExitCodes.Unavailable);
        }
        catch (Exception exception) when (exception is ElevenLabsException or TimeoutException)
        {
            throw new CliException(exception.Message, ExitCodes.Unavailable);
        }
    }

    /// <summary>The client tools of the agent.</summary>
    public static async Task<List<StoredTool>> ToolsAsync(ElevenLabsClient client, AgentBranch agent, CancellationToken cancellationToken)
    {
        var stored = new List<StoredTool>();
        await foreach (var tool in client.Agents.ToolsAsync(agent.Id, agent.Branch, cancellationToken))
            stored.Add(tool);
        return stored.FindAll(tool => tool.Config is ClientToolConfig);
    }

    /// <summary>Client tools of the workspace by name: what is stored, attached or not. The oldest counts where there are several.</summary>
    public static async Task<Dictionary<string, StoredTool>> WorkspaceAsync(ElevenLabsClient client, CancellationToken cancellationToken)
    {
        var byName = new Dictionary<string, StoredTool>(StringComparer.Ordinal);
        var query = new ToolQuery { Types = [ToolType.Client], PageSize = 100 };
        await foreach (var tool in client.Tools.ListAsync(query, cancellationToken))
            byName.TryAdd(tool.Name, tool);
        return byName;
    }
}
