toolbox-bad-arguments = The call to { $tool } does not fit its schema: { $problems }. Send the call again with these corrected.
toolbox-no-such-tool = There is no tool { $tool }; the tools are { $known }.
