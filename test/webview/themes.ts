/** A small set of the variables VS Code gives to views, with values of its own default themes. */
const fonts = {
  'font-family': '"Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif',
  'font-size': '13px',
  'editor-font-family': '"DejaVu Sans Mono", monospace',
};

export const themes = {
  light: {
    ...fonts,
    foreground: '#3b3b3b',
    'icon-foreground': '#3b3b3b',
    descriptionForeground: '#3b3b3bb3',
    errorForeground: '#c72e0f',
    focusBorder: '#005fb8',
    'editor-background': '#ffffff',
    'editorGroup-border': '#e5e5e5',
    'editorError-foreground': '#e51400',
    'editorWarning-foreground': '#bf8803',
    'editorInfo-foreground': '#0063d3',
    'list-hoverBackground': '#f2f2f2',
    'list-activeSelectionBackground': '#e8e8e8',
    'list-activeSelectionForeground': '#000000',
    'list-inactiveSelectionBackground': '#e4e6f1',
    'list-focusOutline': '#005fb8',
    'progressBar-background': '#005fb8',
    'sash-hoverBorder': '#005fb8',
    'textLink-foreground': '#005fb8',
    'textLink-activeForeground': '#005fb8',
    'toolbar-hoverBackground': '#b8b8b850',
  },
  dark: {
    ...fonts,
    foreground: '#cccccc',
    'icon-foreground': '#cccccc',
    descriptionForeground: '#9d9d9d',
    errorForeground: '#f85149',
    focusBorder: '#0078d4',
    'editor-background': '#1f1f1f',
    'editorGroup-border': '#ffffff17',
    'editorError-foreground': '#f14c4c',
    'editorWarning-foreground': '#cca700',
    'editorInfo-foreground': '#59a4f9',
    'list-hoverBackground': '#2a2d2e',
    'list-activeSelectionBackground': '#04395e',
    'list-activeSelectionForeground': '#ffffff',
    'list-inactiveSelectionBackground': '#37373d',
    'list-focusOutline': '#0078d4',
    'progressBar-background': '#0078d4',
    'sash-hoverBorder': '#0078d4',
    'textLink-foreground': '#4daafc',
    'textLink-activeForeground': '#4daafc',
    'toolbar-hoverBackground': '#5a5d5e50',
  },
  'high-contrast': {
    ...fonts,
    foreground: '#ffffff',
    'icon-foreground': '#ffffff',
    descriptionForeground: '#ffffffb3',
    errorForeground: '#f48771',
    focusBorder: '#f38518',
    contrastBorder: '#6fc3df',
    contrastActiveBorder: '#f38518',
    'editor-background': '#000000',
    'editorGroup-border': '#6fc3df',
    'editorError-foreground': '#ff8585',
    'editorWarning-foreground': '#ffd370',
    'editorInfo-foreground': '#3794ff',
    'list-hoverBackground': '#ffffff1a',
    'list-focusOutline': '#f38518',
    'progressBar-background': '#6fc3df',
    'textLink-foreground': '#21a6ff',
    'textLink-activeForeground': '#21a6ff',
  },
} as const;

export type ThemeName = keyof typeof themes;

/** The theme as a style sheet, as VS Code sets it on the root element. */
export function themeCss(name: ThemeName): string {
  const variables = Object.entries(themes[name]).map(([variable, value]) => `--vscode-${variable}: ${value};`);
  return `:root { ${variables.join(' ')} } body { color: var(--vscode-foreground); font: 13px var(--vscode-font-family); }`;
}
