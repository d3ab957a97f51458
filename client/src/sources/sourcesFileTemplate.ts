/** What a new file of sources says: no source yet, and how one is written. */
export const sourcesFileTemplate = `// Where the log files of this folder come from and how they are written. Without any of this they are told apart by
// their content. A file belongs to the first source that takes it; paths start at the folder that holds .sesq.
{
  "version": 1,
  "sources": [
    // {
    //   "name": "relay",
    //   "paths": ["logs/relay/**/*.log"],
    //   "denylist": ["**/debug-*"],
    //   "category": "Mail/Relay",
    //   "hostName": "relay-1",
    //   "fields": { "team": "mail" },
    //   "timeZone": "Europe/Vienna",
    //   "defaultDateFormats": [{ "format": "dd/MMM/yyyy HH:mm:ss" }],
    //   "manualPrefixRegexp": "\\\\d{2}/[A-Z][a-z]{2}/\\\\d{4} ",
    //   "filters": [
    //     { "name": "no passwords", "filterType": "Mask", "regexp": "password=(\\\\S+)", "mask": "***" }
    //   ]
    // }
  ]
}
`;
