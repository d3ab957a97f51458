import { css } from 'lit';

/** Declarations for what is read aloud and not seen. */
export const unseen = css`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

/** Declarations for a button with a face. */
export const buttonFace = css`
  border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent));
  border-radius: 2px;
  background: var(--vscode-button-background);
  color: var(--vscode-button-foreground);
  font: inherit;
  cursor: pointer;
`;

/** Declarations for a button that is a line of a list. */
export const lineButton = css`
  width: 100%;
  border: 0;
  background: none;
  color: inherit;
  font: inherit;
  line-height: 18px;
  text-align: left;
  cursor: pointer;
`;

/** Declarations for the line of a list that the pointer is on. */
export const pointedLine = css`
  background: var(--vscode-list-hoverBackground);
  outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
  outline-offset: -1px;
`;

/** Look of what people click in any view: icons, icon buttons, links, the focus ring. */
export const controlStyles = css`
  .codicon {
    flex: none;
    font: normal 16px/1 codicon;
  }
  button.icon {
    display: grid;
    place-items: center;
    width: 24px;
    height: 24px;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--vscode-icon-foreground);
    cursor: pointer;
  }
  button.icon:hover {
    background: var(--vscode-toolbar-hoverBackground);
    color: var(--vscode-foreground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  button:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--vscode-textLink-foreground);
    font: inherit;
    cursor: pointer;
  }
  .link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
`;

/** Look of a view that fills its page: theme variables only; `.progress` is its line of progress, `.live` is read aloud. */
export const viewStyles = [
  controlStyles,
  css`
    :host {
      display: flex;
      flex-direction: column;
      height: 100vh;
      container-type: inline-size;
      color: var(--vscode-foreground);
      font-family: var(--vscode-font-family);
      font-size: 13px;
    }
    .progress {
      flex: none;
      height: 2px;
    }
    .live {
      ${unseen}
    }
  `,
];
