import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  {
    '@global': {
      '@media print': {
        // The frame around the board says nothing on paper.
        'nav, header, [role="tablist"], [role="navigation"], .bui-PluginHeader, .bui-HeaderTop, .bui-HeaderContent':
          {
            display: 'none !important',
          },
        'html, body, #root, main, article': {
          height: 'auto !important',
          overflow: 'visible !important',
        },
      },
    },
  },
  { name: 'ProductionReadinessPrint' },
);

/** While mounted, printing shows the page's content without the app's frame. */
export function usePrintableApp() {
  useStyles();
}
