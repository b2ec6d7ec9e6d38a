using Sidetone.ElevenLabs.Catalogue;
using static Sidetone.ElevenLabs.Tests.Catalogue.ScriptedPlatform;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

public sealed class ConversationCatalogueTests
{
    [Fact]
    public async Task A_signed_address_is_handed_out_as_it_came()
    {
        var platform = new ScriptedPlatform(Json("""{"signed_url":"wss://host/v1/convai/conversation?agent_id=a&conversation_signature=cvtkn_-x"}"""));
        var url = await platform.Client().Conversations.GetSignedUrlAsync("a b", new SignedUrlOptions { IncludeConversationId = true, Environment = "staging", BranchId = "br", VersionId = "v", DebugEvents = true }, Cancel);
        Assert.Equal("wss://host/v1/convai/conversation?agent_id=a&conversation_signature=cvtkn_-x", url.AbsoluteUri);
        Assert.Equal("/v1/convai/conversation/get-signed-url?agent_id=a%20b&include_conversation_id=true&branch_id=br&version_id=v&environment=staging&debug_events_request=true", platform.Request.Path);
        Assert.Equal("wss://host/v1/convai/conversation?agent_id=a&conversation_signature=cvtkn_-x&source=me&version=1.0", ConversationAddress.Append(url, "me", "1.0").AbsoluteUri);
        var none = new ScriptedPlatform(Json("{}"));
        await Assert.ThrowsAsync<ElevenLabsException>(() => none.Client().Conversations.GetSignedUrlAsync("a", cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_token_is_a_secret_and_stands_in_no_text()
    {
        var platform = new ScriptedPlatform(Json("""{"token":"jwt","conversation_id":"conv_1"}"""));
        var token = await platform.Client().Conversations.GetTokenAsync("a", new SignedUrlOptions { ParticipantName = "Ann" }, Cancel);
        Assert.Equal(("jwt", "conv_1"), (token.Token, token.ConversationId));
        Assert.DoesNotContain("jwt", token.ToString(), StringComparison.Ordinal);
        Assert.Equal("/v1/convai/conversation/token?agent_id=a&participant_name=Ann", platform.Request.Path);
    }

    [Fact]
    public async Task A_transcript_has_its_calls_and_results()
    {
        var platform = new ScriptedPlatform(Json("""
            {"agent_id":"a","status":"brand-new","metadata":{"start_time_unix_secs":10,"call_duration_secs":65,"termination_reason":"hung up","error":{"code":1002,"reason":"r"}},"conversation_id":"conv_1","has_audio":true,
            "transcript":[{"role":"agent","time_in_call_secs":3,"message":null,"tool_calls":[{"request_id":"call_1","tool_name":"sum","params_as_json":"{\"a\":1}","tool_has_been_called":true,"type":"client"}],
            "tool_results":[{"request_id":"call_1","tool_name":"sum","result_value":"3","is_error":true,"tool_has_been_called":true,"tool_latency_secs":0.5,"error_type":"client_timeout"}],"interrupted":true,"original_message":"o"}],
            "analysis":{"call_successful":"failure","transcript_summary":"s"}}
            """));
        var conversation = await platform.Client().Conversations.GetAsync("conv_1", Cancel);
        Assert.Equal(("brand-new", TimeSpan.FromSeconds(65), "hung up", "r", true), (conversation.Status!.Value.Value, conversation.Duration, conversation.TerminationReason, conversation.Error, conversation.HasAudio));
        Assert.Equal((CallSuccess.Failure, "s"), (conversation.CallSuccessful, conversation.Summary));
        var item = Assert.Single(conversation.Transcript);
        Assert.Equal((TranscriptRole.Agent, (string?)null, TimeSpan.FromSeconds(3), true, "o"), (item.Role, item.Message, item.At, item.Interrupted, item.OriginalMessage));
        var call = Assert.Single(item.ToolCalls);
        Assert.Equal(("call_1", "sum", """{"a":1}""", true, ToolType.Client), (call.CallId, call.ToolName, call.Arguments, call.WasCalled, call.Type));
        var result = Assert.Single(item.ToolResults);
        Assert.Equal(("call_1", "3", true, TimeSpan.FromSeconds(0.5), "client_timeout"), (result.CallId, result.Value, result.IsError, result.Latency, result.ErrorType));
    }

    [Fact]
    public async Task Conversations_are_listed_by_what_is_asked()
    {
        var platform = new ScriptedPlatform(Json("""{"conversations":[{"agent_id":"a","conversation_id":"c","message_count":4,"status":"done","call_successful":"success","call_duration_secs":7,"tool_names":["x"]}],"has_more":false}"""));
        var query = new ConversationQuery
        {
            AgentId = "a",
            CallSuccessful = CallSuccess.Success,
            StartedAfter = DateTimeOffset.UnixEpoch.AddSeconds(9),
            MinDuration = TimeSpan.FromMinutes(1),
            ToolNamesErrored = ["x", "y"],
            ExcludeStatuses = [ConversationStatus.InProgress],
            IncludeSummary = true,
            TextOnly = false,
            More = [new("guardrail_types", "a"), new("guardrail_types", "b")],
        };
        var found = Assert.Single(await ToolTests.ReadAsync(platform.Client().Conversations.ListAsync(query, Cancel)));
        Assert.Equal(("c", 4L, TimeSpan.FromSeconds(7), "x"), (found.Id, found.MessageCount, found.Duration, found.ToolNames.Single()));
        Assert.Equal(
            "/v1/convai/conversations?agent_id=a&call_successful=success&call_start_after_unix=9&call_duration_min_secs=60&tool_names_errored=x&tool_names_errored=y&summary_mode=include&text_only=false&exclude_statuses=in-progress&guardrail_types=a&guardrail_types=b",
            platform.Request.Path);
    }

    [Fact]
    public async Task Feedback_files_and_audio_go_where_they_belong()
    {
        var platform = new ScriptedPlatform(Json(""), Json(""), Json("""{"file_id":"f"}"""), Status(204), Json("RIFF"));
        var conversations = platform.Client().Conversations;
        await conversations.SendFeedbackAsync("c", liked: true, Cancel);
        await conversations.SendRatingAsync("c", 4, "good", Cancel);
        Assert.Equal("f", await conversations.UploadFileAsync("c", "hello"u8.ToArray(), "a.txt", "text/plain", Cancel));
        await conversations.DeleteFileAsync("c", "f/1", Cancel);
        await using var audio = await conversations.GetAudioAsync("c", Cancel);
        Assert.Equal("RIFF", await new StreamReader(audio).ReadToEndAsync(Cancel));
        Assert.Equal(
            ["POST /v1/convai/conversations/c/feedback", "POST /v1/convai/conversations/c/feedback", "POST /v1/convai/conversations/c/files", "DELETE /v1/convai/conversations/c/files/f%2F1", "GET /v1/convai/conversations/c/audio"],
            platform.Requests.Select(request => $"{request.Method} {request.Path}"));
        Assert.Equal(("""{"feedback":"like"}""", """{"rating":4,"comment":"good"}"""), (platform.Requests[0].Body, platform.Requests[1].Body));
        Assert.StartsWith("multipart/form-data; boundary=", platform.Requests[2].ContentType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_handed_over_in_the_form_that_browsers_send()
    {
        var platform = new ScriptedPlatform(Json("""{"file_id":"f"}"""));
        await platform.Client().Conversations.UploadFileAsync("c", "hello"u8.ToArray(), "größe \"x\"\n.txt", "text/plain", Cancel);
        Assert.Contains(
            "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"größe %22x%22%0A.txt\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--",
            platform.Request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "wss://api.elevenlabs.io/v1/convai/conversation?agent_id=a%20b")]
    [InlineData("https://host:8443/", "wss://host:8443/v1/convai/conversation?agent_id=a%20b")]
    [InlineData("http://127.0.0.1:8765//pre//fix/", "ws://127.0.0.1:8765/pre/fix/v1/convai/conversation?agent_id=a%20b")]
    [InlineData("ws://host", "ws://host/v1/convai/conversation?agent_id=a%20b")]
    [InlineData("wss://host/x?y=1", "wss://host/x/v1/convai/conversation?agent_id=a%20b")]
    public void The_sockets_address_follows_from_the_base_address(string? address, string expected) =>
        Assert.Equal(expected, ConversationAddress.Of(address is null ? null : new Uri(address), "a b").AbsoluteUri);

    [Fact]
    public void What_is_known_of_the_caller_goes_into_the_sockets_address() =>
        Assert.Equal("wss://api.elevenlabs.io/v1/convai/conversation?agent_id=a&environment=staging&branch_id=b&source=s&version=1",
            ConversationAddress.Of(null, "a", "staging", "b", "s", "1").AbsoluteUri);
}
